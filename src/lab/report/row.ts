/** What a run finds out about one subject. */
import type { SubjectOptions } from '../subjects/options.ts'
import type { Workload } from '../workload/workload.ts'

interface RowOf {
  readonly subject: string
  readonly threads: number
  readonly keys: number
}

export interface Measured extends RowOf {
  /** Of a rival that tells: its own, or its language's. */
  readonly version?: string
  readonly operations: number
  /** From the start line to the last thread's last operation. */
  readonly seconds: number
  /** Of all threads together. */
  readonly opsPerMs: number
  readonly p50Us: number
  readonly p99Us: number
  readonly p999Us: number
  readonly p9999Us: number
  readonly maxUs: number
  readonly latencies: readonly LatencyPoint[]
  readonly gc: Collections
  /** V8 heaps of the threads, the most that was seen of each. */
  readonly heapPeakBytes: number
  /** The most that the process had: Node itself, all threads, and what they share. */
  readonly rssPeakBytes: number
  /** Of the shared memory; null for what keeps no such accounts, as all that follows. */
  readonly usedBytes: number | null
  readonly committedBytes: number | null
  readonly retries: number | null
  readonly lockWaits: number | null
  /** Share of the reads. */
  readonly nearHitRate: number | null
  /** Open loop: operations whose time had come, and that did not begin before the end. */
  readonly missed: number
  /** Only what was measured until somebody interrupted it. */
  readonly interrupted: boolean
}

/** So many microseconds at most, in so many percent of the operations: from 0 to 100, closer and closer. */
export type LatencyPoint = readonly [percentile: number, us: number]

interface CollectionTotals {
  readonly count: number
  readonly totalMs: number
  readonly longestMs: number
}

export interface Collections extends CollectionTotals {
  readonly threads: readonly CollectionsOfThread[]
}

export interface CollectionsOfThread extends CollectionTotals {
  readonly pauses: readonly CollectionPause[]
}

/** When a collection began, in milliseconds since the first thread did, and how long it took. */
export type CollectionPause = readonly [atMs: number, ms: number]

/** A rival that is not installed. */
export interface Missing extends RowOf {
  readonly missing: string
}

/** What came to no end, or to a bad one. */
export interface Failed extends RowOf {
  readonly failed: string
}

export type Row = Measured | Missing | Failed

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryBytes: number
  readonly os: string
  readonly node: string
}

export interface LabReport {
  /** The preset that the workload was made from. */
  readonly preset: string | null
  readonly workload: Workload
  /** Of SharedMap, in all rows. */
  readonly options: SubjectOptions
  readonly machine: Machine
  /** What the lab itself does for an operation: draws it, reads the clock twice, counts. Null if nothing was measured. */
  readonly overheadNs: number | null
  /** Of that, what is within each latency: the median latency of doing nothing. */
  readonly clockNs: number | null
  readonly rows: readonly Row[]
  readonly interrupted: boolean
}
