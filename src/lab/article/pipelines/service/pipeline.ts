/** What each of the three pipelines is to the process that runs it. */
import type { WindowSetting } from '../requests/history.ts'
import type { ThreadFigures } from './meter.ts'

export interface Setting extends WindowSetting {
  /** The file that gets a line for each request. */
  readonly journal: string
}

export interface Pipeline {
  readonly threads: number
  /** Of the memory that its threads share. */
  readonly sharedBytes: number
  /** Takes the requests that come from the port, and resolves when the line of the last one is written. */
  serve(port: number): Promise<readonly ThreadFigures[]>
}

/** Resolves when the pipeline has read its rules and its window, and is ready to serve. */
export type StartPipeline = (setting: Setting) => Promise<Pipeline>
