/** What the runs of one setup say together. */
import type { Setup } from './setup.ts'

/** One run. */
export interface RunFigures {
  /** Of all threads together. */
  readonly opsPerMs: number
  readonly p50Us: number
  readonly p99Us: number
  readonly p999Us: number
  readonly maxUs: number
  readonly gcMs: number
  /**
   * V8 heaps of all threads, with their near caches: of a trace what is alive in the end, of a workload the most that was
   * seen, garbage included. Null where it was not weighed.
   */
  readonly heapBytes: number | null
  /** Of the shared memory. */
  readonly usedBytes: number | null
  /** In the end; null where it is not known. */
  readonly entries: number | null
  readonly retries: number | null
  readonly lockWaits: number | null
  /** Share of the reads. */
  readonly nearHitRate: number | null
}

/** Medians of its runs. */
export interface SetupRow extends RunFigures, Setup {
  /** The strategy. */
  readonly subject: string
  readonly runs: number
  /** The middle half of the runs is between these. */
  readonly lowOpsPerMs: number
  readonly highOpsPerMs: number
}

/** There must be a run. */
export function rowOf(setup: Setup, runs: readonly RunFigures[]): SetupRow {
  const median = (of: (run: RunFigures) => number): number => middle(runs.map(of))
  const medianOrNull = (of: (run: RunFigures) => number | null): number | null => {
    const known = runs.map(of).filter((value) => value !== null)
    return known.length === 0 ? null : middle(known)
  }
  const speeds = runs.map(({ opsPerMs }) => opsPerMs).toSorted((one, other) => one - other)
  const last = speeds.length - 1
  return {
    subject: setup.strategy,
    ...setup,
    opsPerMs: middle(speeds),
    lowOpsPerMs: speeds[Math.floor(last / 4)] ?? 0,
    highOpsPerMs: speeds[Math.ceil((3 * last) / 4)] ?? 0,
    runs: runs.length,
    p50Us: median(({ p50Us }) => p50Us),
    p99Us: median(({ p99Us }) => p99Us),
    p999Us: median(({ p999Us }) => p999Us),
    maxUs: median(({ maxUs }) => maxUs),
    gcMs: median(({ gcMs }) => gcMs),
    heapBytes: medianOrNull(({ heapBytes }) => heapBytes),
    usedBytes: medianOrNull(({ usedBytes }) => usedBytes),
    entries: medianOrNull(({ entries }) => entries),
    retries: medianOrNull(({ retries }) => retries),
    lockWaits: medianOrNull(({ lockWaits }) => lockWaits),
    nearHitRate: medianOrNull(({ nearHitRate }) => nearHitRate),
  }
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const half = (sorted.length - 1) / 2
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2
}
