/** What `selvedge lab --recommend` finds out. */
import type { StrategyName } from '../../index.ts'
import type { Machine } from '../report/row.ts'
import type { TraceSummary } from '../trace/summary/summarise-trace.ts'
import type { Workload } from '../workload/workload.ts'
import type { FailedSetup } from './rounds.ts'
import type { SetupRow } from './row.ts'

export interface Recommendation {
  readonly strategy: StrategyName
  /**
   * Of the strategy `sharded`: how many of those that were measured are best for it. Only that strategy has any. Null if
   * it was not measured.
   */
  readonly shards: number | null
  /** Of each thread, 0 for none. */
  readonly nearCache: number
  /** How much slower than the fastest, as a part of it, counts as equally fast: what runs differ by. */
  readonly margin: number
  /** For `new SharedMap`. */
  readonly options: MapOptions
  /** The figures behind it, a sentence or two each. */
  readonly reasons: readonly string[]
}

export interface MapOptions {
  readonly strategy: StrategyName
  /** Only of the strategy `sharded`. */
  readonly shards?: number
  readonly nearCache: number
  /** Room for twice what was stored. */
  readonly maxBytes: number
}

interface ReportOfAny {
  readonly machine: Machine
  readonly threads: number
  /** Fastest first. */
  readonly rows: readonly SetupRow[]
  readonly failed: readonly FailedSetup[]
  /** Null if not each setup was measured. */
  readonly recommendation: Recommendation | null
  readonly interrupted: boolean
}

export interface TraceFacts extends TraceSummary {
  readonly path: string
  /** How many of its lines, from the first on, each run had. */
  readonly replayed: number
}

export interface TraceRecommendation extends ReportOfAny {
  readonly trace: TraceFacts
}

export interface WorkloadRecommendation extends ReportOfAny {
  readonly preset: string | null
  readonly workload: Workload
}

export type RecommendReport = TraceRecommendation | WorkloadRecommendation
