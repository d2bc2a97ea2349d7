/** The axis of percentiles: as far from the next as the operations beyond become fewer, a decade for each nine. */
import type { LatencyPoint } from '../chart.ts'

const HALF = Math.log10(2)

/** From 0 for P0 by 1 for P90 and 2 for P99; 100 has no place on it. */
export function position(percentile: number): number {
  return -Math.log10(1 - percentile / 100)
}

export function percentileAt(place: number): number {
  return 100 * (1 - 10 ** -place)
}

/** The maximum stands where the next point, with half as many operations beyond, would have been. */
export function placed(points: readonly LatencyPoint[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>()
  let last = 0
  for (const [percentile, us] of points) {
    last = percentile < 100 ? position(percentile) : last + HALF
    // Rounded, so that the same percentile of two series is the same place.
    if (us > 0) places.set(Number(last.toFixed(6)), us)
  }
  return places
}
