/** SharedCounter under real threads: exact whatever they add, and nothing acknowledged lost when they are killed. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { SharedCounter, type Stripes } from 'selvedge'
import { describe, expect, test } from 'vitest'
import { randomFrom, scaled, seedOf } from '../src/map/contract/random.suite.ts'

const FORMS: readonly Stripes[] = [false, true, 1, 3]

describe.each(FORMS)('striped: %s', (striped) => {
  test('8 threads that add up and down come to the exact sum', async () => {
    const counter = new SharedCounter({ striped, initial: 5 })
    const amounts = [1, -3, 2 ** 40, 7, -(2 ** 40), 0, 11]
    const adds = scaled(20_000)
    const expected = Array.from({ length: adds }, (_, n) => amounts[n % amounts.length] ?? 0)
    await Promise.all(crew(counter, 'adds', Array(8).fill({ adds, amounts })).map(resultOf))
    expect(counter.value).toBe(5 + 8 * expected.reduce((sum, by) => sum + by, 0))
  })

  test('threads that reset while others add take each add once', async () => {
    const counter = new SharedCounter({ striped })
    const done = new SharedArrayBuffer(4)
    const adds = scaled(50_000)
    const adding = Array(3).fill({ job: 'addsAndSays', adds, done })
    const taking = Array(2).fill({ job: 'takes', done, workers: 3 })
    const results = await Promise.all(crew(counter, '', [...adding, ...taking]).map(resultOf))
    const taken = results.reduce((sum: number, result) => sum + numberIn(result, 'taken'), 0)
    expect(taken + counter.value).toBe(3 * adds)
  })

  test('a value never goes back while all add upwards', async () => {
    const counter = new SharedCounter({ striped })
    const done = new SharedArrayBuffer(4)
    const adds = scaled(50_000)
    const adding = Array(3).fill({ job: 'addsAndSays', adds, done })
    const looking = Array(2).fill({ job: 'looks', done, workers: 3 })
    const results = await Promise.all(crew(counter, '', [...adding, ...looking]).map(resultOf))
    for (const result of results.slice(3)) {
      expect(result).toMatchObject({ backwards: 0 })
      expect(numberIn(result, 'last')).toBeLessThanOrEqual(3 * adds)
    }
    expect(counter.value).toBe(3 * adds)
  })

  test('threads killed as they add lose nothing acknowledged, and leave an add whole or not at all', async () => {
    const random = randomFrom(seedOf(`a counter's deaths, striped ${striped}`))
    const counter = new SharedCounter({ striped })
    let acknowledgedBefore = 0
    let killed = 0
    for (let round = 0; round < scaled(6); round++) {
      const acknowledged = new SharedArrayBuffer(4 * 4)
      const counts = new Int32Array(acknowledged)
      const data = [0, 1, 2, 3].map((me) => ({ me, acknowledged }))
      const workers = crew(counter, 'untilKilled', data)
      const failures: unknown[] = []
      const failure = new Promise<never>((_resolve, reject) => {
        for (const worker of workers) worker.on('error', reject)
      })
      failure.catch((error: unknown) => failures.push(error))
      const allAtWork = Promise.all(data.map(({ me }) => isAtWork(counts, me)))
      await Promise.race([allAtWork, failure])
      const end = performance.now() + random.below(20)
      while (performance.now() < end) counter.add(0)
      await Promise.all(workers.map((worker) => worker.terminate()))
      expect(failures).toEqual([])
      killed += workers.length
      acknowledgedBefore += counts.reduce((sum, count) => sum + count, 0)
      const { value } = counter
      expect(value).toBeGreaterThanOrEqual(acknowledgedBefore)
      expect(value).toBeLessThanOrEqual(acknowledgedBefore + killed)
      // Nobody holds anything: whoever lives goes on at once.
      counter.add(1)
      expect(counter.value).toBe(value + 1)
      counter.add(-1)
    }
  })
})

test('each add to a plain counter gives a value that no other gives', async () => {
  const counter = new SharedCounter()
  const adds = scaled(20_000)
  const workers = crew(counter, 'adds', Array(8).fill({ adds, amounts: [1] }))
  const results = await Promise.all(workers.map(resultOf))
  const given = new Set(results.flatMap((result) => sumsOf(result)))
  expect(given.size).toBe(8 * adds)
  for (let sum = 1; sum <= 8 * adds; sum++) given.delete(sum)
  expect([...given]).toEqual([])
  expect(counter.value).toBe(8 * adds)
})

/** A thread for each of `data`; all begin at once. A `job` in the data is its own. */
function crew(
  counter: SharedCounter<Stripes>,
  job: string,
  data: readonly object[],
): readonly Worker[] {
  const gate = new SharedArrayBuffer(4)
  const url = new URL('./fixtures/counter-thread.mjs', import.meta.url)
  const common = { handle: counter.handle, gate, crew: data.length }
  return data.map((each) => {
    const workerData = { ...common, job: 'job' in each ? each.job : job, data: each }
    return new Worker(url, { workerData })
  })
}

async function resultOf(worker: Worker): Promise<unknown> {
  const exited = once(worker, 'exit')
  const [result]: unknown[] = await once(worker, 'message')
  await exited
  return result
}

async function isAtWork(counts: Int32Array, thread: number): Promise<void> {
  const first = Atomics.waitAsync(counts, thread, 0)
  if (first.async) await first.value
}

function numberIn(result: unknown, name: string): number {
  return Number(Reflect.get(Object(result), name) ?? 0)
}

function sumsOf(result: unknown): readonly unknown[] {
  const sums: unknown = Reflect.get(Object(result), 'sums')
  return Array.isArray(sums) ? sums : []
}
