/** The article's experiments, as the lab runs them: every contestant is measured, and the article's figures stand beside ours. */
import type { Collections, LatencyPoint, Machine } from '../report/row.ts'

/** What an experiment gets from outside. */
export interface Conditions {
  /** Ends it early: what was measured until then is its result. */
  readonly signal: AbortSignal
  /** Told what goes on, in a few words. */
  readonly onProgress: (text: string) => void
}

/** One contestant under one load. */
export interface ArticleRow {
  readonly subject: string
  readonly threads: number
  /** Of all threads together. */
  readonly opsPerMs: number
  readonly p50Us: number
  readonly p99Us: number
  readonly p9999Us: number
  readonly maxUs: number
  /** The whole distribution, for a chart. */
  readonly latencies: readonly LatencyPoint[]
  /** Null where collections were not watched. */
  readonly gc: Collections | null
  /** Memory, the most that was seen; what it counts, the experiment's notes say. Null where it was not watched. */
  readonly peakBytes: number | null
  /** What only this experiment measures, by name. */
  readonly figures: Readonly<Record<string, number>>
  /** The contestant's code, as a path within the package. */
  readonly source: string
}

/** One of the article's figures beside ours: ratios of two contestants, since its machine is not known. */
export interface Comparison {
  /** What is compared, as `P99, global lock / CAS`. */
  readonly figure: string
  /** Null where the article has none. */
  readonly article: number | null
  /** Null where one of the two was not measured. */
  readonly ours: number | null
}

export interface ArticleResult {
  readonly rows: readonly ArticleRow[]
  readonly comparisons: readonly Comparison[]
  /** What was done and what the figures say, a sentence or two each. */
  readonly notes: readonly string[]
  /** Contestants that came to no end, or did other work than the rest, and why. None if it is left out. */
  readonly failures?: readonly string[]
  readonly interrupted: boolean
}

export interface ArticleReport extends ArticleResult {
  readonly preset: string
  readonly machine: Machine
  readonly failures: readonly string[]
}

export interface ArticleExperiment {
  readonly name: string
  /** In one line. */
  readonly summary: string
  /** Ends within 45 seconds. Rejects only if nothing can be measured. */
  run(conditions: Conditions): Promise<ArticleResult>
}
