/** The three pipelines by name, and where the code of each is for those who want to read it. */
import { startBlocking } from '../blocking/blocking.ts'
import { startPool } from '../pool/pool.ts'
import { startReactor } from '../reactor/start-reactor.ts'
import type { StartPipeline } from './pipeline.ts'

export interface Contestant {
  readonly name: ContestantName
  readonly start: StartPipeline
  /** A path within the package. */
  readonly source: string
}

export type ContestantName = 'A blocking' | 'B worker pool' | 'C reactor'

const FOLDER = 'dist/lab/article/pipelines'

export const CONTESTANTS: readonly Contestant[] = [
  { name: 'A blocking', start: startBlocking, source: `${FOLDER}/blocking/blocking.js` },
  { name: 'B worker pool', start: startPool, source: `${FOLDER}/pool/pool.js` },
  { name: 'C reactor', start: startReactor, source: `${FOLDER}/reactor/reactor.js` },
]
