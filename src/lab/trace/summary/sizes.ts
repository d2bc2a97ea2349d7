/** A distribution of sizes in bytes, in an HDR histogram: to 0.1 % of each size, and constant memory. */
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

  /** The histogram begins at 1, and a value may be empty. */
  add(bytes: number): void {
    this.#histogram.record(bytes + 1)
  }

  get percentiles(): SizePercentiles {
    const histogram = this.#histogram
    if (histogram.count === 0) return { p50: 0, p90: 0, p99: 0, max: 0 }
    return {
      p50: histogram.percentile(50) - 1,
      p90: histogram.percentile(90) - 1,
      p99: histogram.percentile(99) - 1,
      max: histogram.max - 1,
    }
  }
}
