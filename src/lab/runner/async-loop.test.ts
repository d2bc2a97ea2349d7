import { createHistogram } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { AsyncStore } from '../subjects/subject.ts'
import { draws } from '../workload/draws.ts'
import { mixOf } from '../workload/parse.ts'
import { PLAIN } from '../workload/presets.ts'
import { asyncLoop } from './async-loop.ts'
import { Board } from './board.ts'
import { paceOf } from './pace.ts'

const WORKLOAD = { ...PLAIN, keys: 100, threads: 1 }
const ALL = 'get=1,set=1,insert=1,delete=1,update=1,iterate=1'

function storeOf(answer: (operation: string) => Promise<unknown>): AsyncStore {
  return {
    isAsync: true,
    get: () => answer('get'),
    set: () => answer('set'),
    delete: () => answer('delete'),
    update: () => answer('update'),
    iterate: () => answer('iterate'),
    close() {},
  }
}

async function run(
  store: AsyncStore,
  { mix = ALL, rate, ms = 50 }: { mix?: string; rate?: number; ms?: number } = {},
  board: Board = new Board(1),
) {
  const workload = { ...WORKLOAD, mix: mixOf(mix), rate }
  const latencies = createHistogram()
  const begin = performance.now()
  const pace = paceOf(workload, 0, board, begin, begin + ms)
  const draw = draws(workload, 0, Int32Array.of(workload.keys))
  return { ...(await asyncLoop(store, draw, pace, board, 0, latencies)), latencies }
}

it('asks for every kind of operation, and measures each', async () => {
  const asked = new Set<string>()
  const { operations, ms, heapPeak, latencies } = await run(
    storeOf(async (operation) => asked.add(operation)),
  )
  expect([...asked].toSorted()).toEqual(['delete', 'get', 'iterate', 'set', 'update'])
  expect(operations).toBeGreaterThan(100)
  expect(latencies.count).toBe(operations)
  expect(ms).toBeGreaterThan(0)
  expect(heapPeak).toBeGreaterThan(2 ** 20)
})

it('measures until the answer is there, and has one operation in flight', async () => {
  let inFlight = 0
  let most = 0
  const { latencies } = await run(
    storeOf(async () => {
      most = Math.max(most, ++inFlight)
      await delay(5)
      inFlight--
    }),
  )
  expect(most).toBe(1)
  // A timer of 5 ms may come a little early by the other clock.
  expect(latencies.min).toBeGreaterThan(4e6)
})

it('counts from the moment at which an operation was due, in an open loop', async () => {
  const STALL_MS = 200
  let stalls = 1
  const stalling = storeOf(async () => {
    if (stalls-- > 0) await delay(STALL_MS)
  })
  const { latencies, operations } = await run(stalling, { mix: 'get=1', rate: 1000, ms: 500 })
  expect(operations).toBeGreaterThan(150)
  expect(latencies.percentile(75)).toBeGreaterThan(50e6)
})

it('does nothing any more when the run is stopped', async () => {
  const board = new Board(1)
  board.stop()
  const never = storeOf(() => Promise.reject(new Error('asked')))
  expect((await run(never, { ms: 60_000 }, board)).operations).toBe(0)
})

it('fails with the operation that fails', async () => {
  const broken = storeOf(() => Promise.reject(new Error('the connection is lost')))
  await expect(run(broken)).rejects.toThrow('the connection is lost')
})
