/** A distribution of sizes in bytes, in an HDR histogram: to 0.1 % of each size, and constant memory. The largest is exact. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'

/** Bytes; all 0 where there were none. */
export interface SizePercentiles {
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly max: number
}

export class Sizes {
  readonly #histogram: RecordableHistogram = createHistogram()
  #max = 0

  /** The histogram begins at 1, and a value may be empty. */
  add(bytes: number): void {
    this.#histogram.record(bytes + 1)
    this.#max = Math.max(this.#max, bytes)
  }

  get percentiles(): SizePercentiles {
    const histogram = this.#histogram
    if (histogram.count === 0) return { p50: 0, p90: 0, p99: 0, max: 0 }
    // The histogram has the upper end of a range of sizes.
    const size = (percent: number): number => Math.min(histogram.percentile(percent) - 1, this.#max)
    return { p50: size(50), p90: size(90), p99: size(99), max: this.#max }
  }
}
