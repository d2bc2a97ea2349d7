/** One thread's operations, each measured. */

import type { RecordableHistogram } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import type { Store } from '../subjects/subject.ts'
import type { Draw } from '../workload/draws.ts'
import type { Board } from './board.ts'
import type { Pace } from './pace.ts'
import { perform } from './perform.ts'

export interface LoopFigures {
  readonly operations: number
  /** From the first operation's beginning to the last one's end. */
  readonly ms: number
  /** Bytes of this thread's V8 heap, the most that was seen. */
  readonly heapPeak: number
  readonly missed: number
}

/** Between two looks at heap and board, which take some microseconds. */
const LOOK_MS = 5
const NS_PER_MS = 1e6

/** Records nanoseconds, at least 1: the histogram takes no less. */
export function loop(
  store: Store,
  draw: () => Draw,
  pace: Pace,
  board: Board,
  thread: number,
  latencies: RecordableHistogram,
): LoopFigures {
  const begin = performance.now()
  let operations = 0
  let heapPeak = 0
  let last = begin
  let look = begin
  let isStopped = board.isStopped
  while (!isStopped) {
    // Before the clock: to make keys and values is no part of the operation.
    const next = draw()
    const start = pace.next()
    if (start === Number.POSITIVE_INFINITY) break
    perform(store, next)
    last = performance.now()
    latencies.record(Math.max(Math.round((last - start) * NS_PER_MS), 1))
    operations++
    if (last >= look) {
      heapPeak = Math.max(heapPeak, getHeapStatistics().used_heap_size)
      board.report(thread, operations)
      isStopped = board.isStopped
      look = last + LOOK_MS
    }
  }
  return { operations, ms: last - begin, heapPeak, missed: pace.missed(operations) }
}
