/** Life and death of threads: attaching, detaching, slots, and what the death of a thread leaves behind. */
import { SharedMap } from 'selvedge'
import { describe, expect, test } from 'vitest'
import { scaled } from '../src/map/contract/random.suite.ts'
import { startCrew } from './threads/crew.ts'
import { expectSound, nextTurn, openMap, type TestMap, within } from './threads/maps.ts'
import { Thread } from './threads/thread.ts'

describe('attaching', () => {
  test('64 threads are attached at once, each sees what all wrote, and all detach on exit', async () => {
    const map = openMap()
    const threads = await Thread.startAll(64, map.handle)
    expect(map.stats().threads).toBe(65)
    await Promise.all(threads.map((thread, index) => thread.call('set', index, `from ${index}`)))
    const keys = threads.map((_, index) => index)
    const expected = keys.map((index) => `from ${index}`)
    expect(map.getMany(keys)).toEqual(expected)
    const reads = await Promise.all(threads.map((thread) => thread.call('getMany', keys)))
    for (const read of reads) expect(read).toEqual(expected)
    const codes = await Promise.all(threads.map((thread) => thread.end()))
    expect(new Set(codes)).toEqual(new Set([0]))
    await nextTurn()
    expect(map.stats().threads).toBe(1)
    expectSound(map)
  })

  test('256 threads over time, ended in every way, reuse their slots', async () => {
    const map = openMap(16 * 2 ** 20)
    const used: number[] = []
    for (let batch = 0; batch < 16; batch++) {
      const threads = await Thread.startAll(16, map.handle)
      await Promise.all(threads.map((thread, index) => thread.call('increment', index % 4)))
      await Promise.all(threads.map((thread, index) => endings[index % endings.length]?.(thread)))
      await nextTurn()
      expect(map.stats().threads, `after batch ${batch}`).toBe(1)
      used.push(map.stats().usedBytes)
    }
    expect(map.getMany([0, 1, 2, 3])).toEqual([64, 64, 64, 64])
    expect(Math.max(...used)).toBeLessThanOrEqual(Number(used[0]) + 64 * 1_024)
  })

  test('one thread more than there are slots gets ERR_THREADS_EXHAUSTED, and the next after an end does not', async () => {
    const map = openMap()
    const threads: Thread[] = []
    let code: unknown
    while (code === undefined && threads.length < 1_024) {
      try {
        threads.push(await Thread.start(map.handle))
      } catch (error) {
        code = Reflect.get(Object(error), 'code')
      }
    }
    expect(code).toBe('ERR_THREADS_EXHAUSTED')
    expect(threads.length).toBeGreaterThanOrEqual(64)
    expect(map.stats().threads).toBe(threads.length + 1)
    await expect(Thread.start(map.handle)).rejects.toMatchObject({ code })
    await Promise.all(threads.map((thread, index) => thread.call('set', index, index)))
    expect(map.size).toBe(threads.length)
    await threads[0]?.kill()
    await nextTurn()
    const late = await Thread.start(map.handle)
    expect(await late.call('get', 5)).toBe(5)
    await expect(Thread.start(map.handle)).rejects.toMatchObject({ code })
    await Promise.all([late, ...threads].map((thread) => thread.kill()))
    await nextTurn()
    expect(map.stats().threads).toBe(1)
  })

  test('instances of one thread count as one, and the last to close detaches it', async () => {
    const map = openMap()
    const thread = await Thread.start(map.handle)
    const others = Array.from({ length: 300 }, () => SharedMap.attach(map.handle))
    expect(map.stats().threads).toBe(2)
    for (const other of others) other.close()
    expect(map.stats().threads).toBe(2)
    await thread.call('close')
    expect(map.stats().threads).toBe(1)
    await thread.end()
    expect(map.stats().threads).toBe(1)
  })

  test('attaching takes less than 10 ms, whatever the size of the map', async () => {
    const map = openMap(256 * 2 ** 20)
    for (let index = 0; index < 1_000_000; index++) map.set(index, index)
    const threads = await Thread.startAll(5, map.handle)
    const times = await Promise.all(threads.map((thread) => thread.call('attachMs')))
    expect(await threads[0]?.call('get', 999_999)).toBe(999_999)
    await Promise.all(threads.map((thread) => thread.end()))
    const [, , median] = times.map(Number).sort((one, other) => one - other)
    expect(median).toBeLessThan(10)
  })
})

describe('death', () => {
  test('a terminated thread is noticed by itself once its exit event was delivered', async () => {
    const map = openMap()
    for (const doing of ['nothing', 'sleep', 'spin'] as const) {
      const before = map.stats()
      const thread = await Thread.start(map.handle)
      expect(map.stats().threads).toBe(before.threads + 1)
      if (doing === 'spin') await startSpinning(thread)
      if (doing === 'sleep') thread.tell('sleep', 0)
      await thread.kill()
      await nextTurn()
      expect(map.stats(), doing).toMatchObject({ threads: 1, reaped: before.reaped + 1 })
      expectSound(map)
    }
  })

  test('SharedMap.reap takes back at once what a dead thread held, and nothing twice', async () => {
    const map = openMap()
    const thread = await Thread.start(map.handle)
    const { threadId } = thread.worker
    await startSpinning(thread)
    const reaped = new Promise<number>((resolve) => {
      thread.worker.prependOnceListener('exit', () => resolve(SharedMap.reap(threadId)))
    })
    await thread.worker.terminate()
    expect(await reaped).toBe(1)
    await nextTurn()
    expect([SharedMap.reap(threadId), SharedMap.reap(thread.worker)]).toEqual([0, 0])
    expect(map.stats()).toMatchObject({ threads: 1, reaped: 1 })
  })

  test('reap leaves living threads alone', async () => {
    const map = openMap()
    const [living, dying] = await Promise.all([Thread.start(map.handle), Thread.start(map.handle)])
    const { threadId } = dying.worker
    await dying.kill()
    SharedMap.reap(threadId)
    expect(map.stats().threads).toBe(2)
    expect(await living.call('increment', 'alive')).toBe(1)
    await living.end()
  })

  test('threads of threads attach, and are noticed when they die with or without their parent', async () => {
    const map = openMap()
    const parent = await Thread.start(map.handle)
    await parent.call('spawn', 'first')
    await parent.call('spawn', 'second')
    expect(map.stats().threads).toBe(4)
    expect(map.getMany(['first', 'second'])).toEqual(Array(2).fill('from a nested thread'))
    await parent.call('killChild')
    await within(1_000, 'the child is gone', () => map.stats().threads === 3)
    await parent.kill()
    await within(3_000, 'parent and child are gone', () => map.stats().threads === 1)
  })

  test('the memory in the hands of dead threads comes back, round after round', async () => {
    const map = openMap(8 * 2 ** 20)
    const used: number[] = []
    for (let round = 0; round < 20; round++) {
      const threads = await Thread.startAll(3, map.handle)
      await Promise.all(threads.map(startSpinning))
      await Promise.all(threads.map((thread) => thread.kill()))
      await nextTurn()
      expectSound(map)
      map.clear()
      used.push(map.stats().usedBytes)
    }
    expect(map.stats()).toMatchObject({ threads: 1, reaped: 60 })
    expect(Math.max(...used.slice(1)), `${used}`).toBeLessThanOrEqual(Number(used[0]) + 64 * 1_024)
  })

  test('nothing that a terminated writer had acknowledged is lost', async () => {
    const map = openMap()
    const keys = 8
    let everyone = 0
    for (let round = 0; round < scaled(15); round++) {
      const acknowledged = [0, 1, 2].map(() => new SharedArrayBuffer(4 * (keys + 1)))
      const data = acknowledged.map((each, me) => ({
        me: `${round}/${me}`,
        keys,
        acknowledged: each,
      }))
      const { workers, results } = startCrew(map.handle, 'write-until-killed', data)
      results.catch(() => undefined)
      const counts = acknowledged.map((each) => new Int32Array(each))
      await within(20_000, 'all have written', () => counts.every((each) => Number(each[0]) > 20))
      await Promise.all(workers.map((worker) => worker.terminate()))
      await nextTurn()
      for (const [me, count] of counts.entries())
        expectAcknowledged(map, `${round}/${me}`, count, keys)
      everyone += counts.reduce((sum, count) => sum + Number(count[keys]), 0)
      const counted = Number(map.get('everyone'))
      expect(counted).toBeGreaterThanOrEqual(everyone)
      expect(counted).toBeLessThanOrEqual(everyone + 3)
      everyone = counted
      expectSound(map)
    }
  })
})

/** Each key holds the round that was acknowledged last, or the one that was under way. */
function expectAcknowledged(map: TestMap, me: string, count: Int32Array, keys: number): void {
  for (let index = 0; index < keys; index++) {
    const { round, pad } = Object(map.get(`${me} ${index}`))
    expect([count[index], Number(count[index]) + 1]).toContain(round)
    expect(pad).toBe('x'.repeat((round * 131 + index) % 2_000))
  }
}

async function startSpinning(thread: Thread): Promise<void> {
  const progress = new SharedArrayBuffer(4)
  thread.tell('spin', 0, progress)
  const done = new Int32Array(progress)
  await within(20_000, 'it spins', () => Number(done[0]) > 100)
}

const endings: readonly ((thread: Thread) => Promise<unknown>)[] = [
  (thread) => thread.end(),
  (thread) => thread.kill(),
  (thread) => {
    thread.tell('exit', 0, 3)
    return thread.exited
  },
  (thread) => {
    thread.tell('fail', 0)
    return thread.exited
  },
]
