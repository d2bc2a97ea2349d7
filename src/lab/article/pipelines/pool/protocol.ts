/** What the threads of pipeline B say to each other. */
import type { WindowSetting } from '../requests/history.ts'
import type { ThreadFigures } from '../service/meter.ts'

/** What a worker has as `workerData`: it is for the customers whose numbers leave this remainder. */
export interface WorkerSetting extends WindowSetting {
  readonly worker: number
  readonly workers: number
}

export type ToWorker =
  | {
      /** The document is at its beginning; it comes back with the line. */
      readonly buffer: ArrayBuffer
      readonly length: number
      readonly due: number
    }
  | 'end'

export type FromWorker =
  | 'ready'
  | { readonly buffer: ArrayBuffer; readonly line: string; readonly due: number }
  | { readonly figures: ThreadFigures }
