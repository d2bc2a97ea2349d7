/** Whether a series of measurements grew: plain numbers in, a verdict out. */

export interface Trend {
  readonly first: number
  readonly last: number
  /** The most that `last` may be: the highest of the first window, and the slack. */
  readonly limit: number
  readonly grew: boolean
}

/** Windows shorter than this say nothing about noise. */
const SHORTEST_WINDOW = 10
const LONGEST_WINDOW = 25

/**
 * Compares the median of the last window with the whole first window, which begins at `from`. A series that only
 * fluctuates has its later median below its earlier maximum; one that climbs, however slowly, leaves it. Undefined if
 * the series is too short for two windows.
 */
export function trendOf(series: readonly number[], from: number, slack: number): Trend | undefined {
  const measured = series.slice(from)
  const length = Math.min(LONGEST_WINDOW, Math.floor(measured.length / 2))
  if (length < SHORTEST_WINDOW) return undefined
  const head = measured.slice(0, length)
  const last = median(measured.slice(-length))
  const limit = Math.max(...head) + slack
  return { first: median(head), last, limit, grew: last > limit }
}

/** The middle of the values; 0 for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const high = sorted[Math.floor(sorted.length / 2)] ?? 0
  const low = sorted[Math.ceil(sorted.length / 2) - 1] ?? high
  return (low + high) / 2
}
