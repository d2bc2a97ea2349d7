/** A thread that runs tasks on a large map: its own, or one that all threads have. */
import { getHeapStatistics } from 'node:v8'
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'
import { type Pauses, pausesOf } from './pauses.ts'

/** 128 bytes each, as the article's, by their numbers. */
export type Values = SharedMapHandle<number, string>

export interface CollectionTask {
  /** Without it the thread has a plain `Map` of its own. */
  readonly map: Values | undefined
  readonly thread: number
  readonly threads: number
  readonly line: SharedArrayBuffer
}

export interface CollectionAnswer {
  readonly pauses: Pauses
  readonly heapPeak: number
  readonly ms: number
  /** Of what was read, so that it is read. */
  readonly sum: number
}

/** The article's. */
const TASKS = 10_000
/** Entries that a task adds; it reads as many that were added before. */
const ENTRIES = 100
const BYTES = 128
/** Tasks between two looks at the heap. */
const LOOK_EVERY = 50

interface Store {
  get(key: number): string | undefined
  set(key: number, value: string): unknown
}

serve(async ({ map: handle, thread, threads, line }: CollectionTask): Promise<CollectionAnswer> => {
  const store: Store = handle === undefined ? new Map() : SharedMap.attach(handle)
  new StartLine(threads, line).pass()
  let heapPeak = 0
  let sum = 0
  const start = performance.now()
  const pauses = await pausesOf(() => {
    for (let task = thread; task < TASKS; task += threads) {
      for (let n = 0; n < ENTRIES; n++) {
        const id = task * ENTRIES + n
        store.set(id, `${id} of task ${task}`.padEnd(BYTES))
        const earlier = (task >> 1) * ENTRIES + n
        sum += store.get(earlier)?.length ?? 0
      }
      if (task % LOOK_EVERY < threads) {
        heapPeak = Math.max(heapPeak, getHeapStatistics().used_heap_size)
      }
    }
  })
  const ms = performance.now() - start
  return { pauses, heapPeak, ms, sum }
})
