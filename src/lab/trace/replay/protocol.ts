/** What the reading thread and those that replay say to each other. */
import type { RecordableHistogram } from 'node:perf_hooks'
import type { SharedMapHandle } from '../../../index.ts'
import type { TraceBatch } from '../batch.ts'

/** A thread's start. */
export interface ReplayStart {
  readonly map: SharedMapHandle<string, string>
  readonly nearCache: number | false | undefined
  readonly fill: boolean
}

/** After the last batch `null` comes. */
export type ReplayRequest = TraceBatch | null

export type ReplayAnswer =
  | { readonly kind: 'running' }
  /** The batch comes back when it is replayed, so that there are only so many. */
  | { readonly kind: 'replayed'; readonly batch: TraceBatch }
  /** What the map threw; `postMessage` would drop an error's code. The thread does nothing more. */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'ended'; readonly tally: ReplayTally }

/** What one thread did, or all of them. */
export interface ReplayTally {
  readonly gets: number
  readonly sets: number
  readonly deletes: number
  readonly hits: number
  readonly misses: number
  /** Values that were set since a get had missed. */
  readonly fills: number
  /** Time in which there was a batch to replay, ms. */
  readonly busyMs: number
  /** Of each call of the map, in ns. */
  readonly latencies: RecordableHistogram
}
