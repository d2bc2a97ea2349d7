/** A thread that runs tasks on a large map: its own, one that all threads have, or one that another thread has. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import type { MessagePort } from 'node:worker_threads'
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { recordMs } from '../latencies.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'
import { type Pauses, watchPauses } from './pauses.ts'
import { batchOf, runTask } from './task.ts'

export type Values = SharedMapHandle<number, string>

export type Place =
  | { readonly kind: 'map' }
  | { readonly kind: 'shared'; readonly map: Values }
  | { readonly kind: 'owner'; readonly port: MessagePort }

export interface CollectionTask {
  readonly place: Place
  /** Of all threads. */
  readonly tasks: number
  readonly thread: number
  readonly threads: number
  readonly line: SharedArrayBuffer
}

/** Of a thread that runs tasks, or answers those that do. */
export interface Watched {
  readonly pauses: Pauses
  readonly heapPeak: number
}

export interface CollectionAnswer extends Watched {
  readonly ms: number
  readonly operations: number
  /** Of each task, in nanoseconds. */
  readonly latencies: RecordableHistogram
  /** Of what was read, so that it is read. */
  readonly sum: number
}

/** Tasks between two looks at the heap. */
const LOOK_EVERY = 50

serve(
  async ({ place, tasks, thread, threads, line }: CollectionTask): Promise<CollectionAnswer> => {
    const run = runnerAt(place)
    const latencies = createHistogram()
    new StartLine(threads, line).pass()
    let operations = 0
    let heapPeak = 0
    let sum = 0
    const watch = await watchPauses()
    const start = performance.now()
    let last = start
    for (let task = thread; task < tasks; task += threads) {
      const read = run(task)
      sum += typeof read === 'number' ? read : await read
      const now = performance.now()
      recordMs(latencies, now - last)
      last = now
      operations++
      if (operations % LOOK_EVERY === 0) {
        heapPeak = Math.max(heapPeak, getHeapStatistics().used_heap_size)
      }
    }
    const ms = last - start
    return { pauses: await watch.end(), heapPeak, ms, operations, latencies, sum }
  },
)

/** Runs a task and tells the length of what it read. */
function runnerAt(place: Place): (task: number) => number | Promise<number> {
  if (place.kind === 'owner') return (task) => askOwner(place.port, task)
  const store = place.kind === 'map' ? new Map<number, string>() : SharedMap.attach(place.map)
  return (task) => runTask(store, task)
}

/** One message for all of a task's entries: one for each would be a turn of two event loops for each. */
function askOwner(port: MessagePort, task: number): Promise<number> {
  return new Promise((resolve) => {
    port.once('message', (read: readonly (string | undefined)[]) => {
      resolve(read.reduce((sum, value) => sum + (value?.length ?? 0), 0))
    })
    port.postMessage(batchOf(task))
  })
}
