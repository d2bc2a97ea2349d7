/** The messages between a history storm and its threads: all plain data. */
import type { StormHandle } from '../storm/map-source.ts'
import type { HistoryCounts } from './report.ts'
import type { HistoryStormSettings } from './settings.ts'

/** `workerData`: a thread first loads what it needs, and waits for a place. */
export interface Boot {
  readonly mapModule: string
}

/** A thread's place: sent to it once. */
export interface Assignment {
  readonly slot: number
  readonly slots: number
  readonly seed: number
  readonly map: StormHandle
  readonly board: SharedArrayBuffer
  readonly clock: SharedArrayBuffer
  /** The slot's logs, used by turns, so that one can be read while the other is written. */
  readonly logs: readonly [SharedArrayBuffer, SharedArrayBuffer]
  readonly logCapacity: number
  /** The last round that is over. */
  readonly after: number
}

export type PlayerMessage =
  | { readonly type: 'booted' }
  | { readonly type: 'parked'; readonly round: number }
  | { readonly type: 'failed'; readonly op: string; readonly seen: string }

/** `workerData` of the thread that the storm's course runs on. */
export interface CoursePlan {
  readonly settings: HistoryStormSettings
  /** Not 0: the present round is the last. */
  readonly stop: Int32Array
}

/** All that was found so far, after each round and in the end. */
export interface CourseMessage {
  readonly type: 'round' | 'end'
  readonly counts: HistoryCounts
}
