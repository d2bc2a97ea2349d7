/** Whether a series of weights grows. */

/** Growth of the mean from the first to the last quarter that counts as none: what a heap varies by. */
export const TOLERANCE = 0.05

/** By which part the mean of the last quarter is above that of the first. */
export function growthOf(series: readonly number[]): number {
  const quarter = Math.max(Math.floor(series.length / 4), 1)
  return mean(series.slice(-quarter)) / mean(series.slice(0, quarter)) - 1
}

export function isFlat(series: readonly number[]): boolean {
  return growthOf(series) <= TOLERANCE
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
