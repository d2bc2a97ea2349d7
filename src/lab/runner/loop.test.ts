import { createHistogram } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { openPlainMap } from '../subjects/plain-map.ts'
import type { Store } from '../subjects/subject.ts'
import { draws } from '../workload/draws.ts'
import { mixOf } from '../workload/parse.ts'
import { PLAIN } from '../workload/presets.ts'
import { Board } from './board.ts'
import { loop } from './loop.ts'
import { paceOf } from './pace.ts'

const WORKLOAD = { ...PLAIN, keys: 100, threads: 1 }
const ENTRIES = { workload: WORKLOAD, isStopped: () => false }

function run(store: Store, mix: string, { rate, ms = 50 }: { rate?: number; ms?: number } = {}) {
  const workload = { ...WORKLOAD, mix: mixOf(mix), rate }
  const board = new Board(1)
  const latencies = createHistogram()
  const begin = performance.now()
  const pace = paceOf(workload, 0, board, begin, begin + ms)
  const draw = draws(workload, 0, Int32Array.of(workload.keys))
  return { ...loop(store, draw, pace, board, 0, latencies), latencies }
}

it('measures each operation, of every kind', async () => {
  const store = await openPlainMap(ENTRIES)
  const all = 'get=1,set=1,insert=1,delete=1,update=1,iterate=1'
  const { operations, ms, heapPeak, latencies } = run(store, all)
  expect(operations).toBeGreaterThan(100)
  expect(latencies.count).toBe(operations)
  expect(ms).toBeGreaterThan(0)
  expect(ms).toBeLessThan(1000)
  expect(heapPeak).toBeGreaterThan(2 ** 20)
})

it('shows a stall to all operations that it makes late, in an open loop', async () => {
  const store = await openPlainMap(ENTRIES)
  const STALL_MS = 200
  let stalls = 1
  const stalling: Store = {
    ...store,
    get(key) {
      const end = performance.now() + STALL_MS
      while (stalls > 0 && performance.now() < end);
      stalls = 0
      return store.get(key)
    },
  }
  const { latencies, operations } = run(stalling, 'get=1', { rate: 1000, ms: 500 })
  // A closed loop would show one slow operation. Here 200 of at most 500 waited, and 150 of them for more than 50 ms.
  expect(operations).toBeGreaterThan(150)
  expect(latencies.percentile(100)).toBeGreaterThan(STALL_MS * 1e6)
  expect(latencies.percentile(75)).toBeGreaterThan(50e6)
})

it('does nothing any more when the run is stopped', async () => {
  const store = await openPlainMap(ENTRIES)
  const board = new Board(1)
  board.stop()
  const begin = performance.now()
  const pace = paceOf(WORKLOAD, 0, board, begin, begin + 60_000)
  const draw = draws(WORKLOAD, 0, Int32Array.of(WORKLOAD.keys))
  expect(loop(store, draw, pace, board, 0, createHistogram()).operations).toBe(0)
})
