/** One thread's operations on a store that answers later: the next one begins when the answer to the last one is there. */
import type { RecordableHistogram } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import type { AsyncStore } from '../subjects/subject.ts'
import type { Draw } from '../workload/draws.ts'
import type { Board } from './board.ts'
import type { LoopFigures } from './loop.ts'
import type { Pace } from './pace.ts'
import { perform } from './perform.ts'

/** Between two looks at heap and board, which take some microseconds. */
const LOOK_MS = 5
const NS_PER_MS = 1e6

/** As `loop`, which is not this one with an `await` in it: a store that answers at once would wait for nothing each time. */
export async function asyncLoop(
  store: AsyncStore,
  draw: () => Draw,
  pace: Pace,
  board: Board,
  thread: number,
  latencies: RecordableHistogram,
): Promise<LoopFigures> {
  const begin = performance.now()
  let operations = 0
  let heapPeak = 0
  let last = begin
  let look = begin
  let isStopped = board.isStopped
  while (!isStopped) {
    const next = draw()
    const start = pace.next()
    if (start === Number.POSITIVE_INFINITY) break
    await perform(store, next)
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
