/**
 * A histogram of durations with logarithmic buckets: 32 to each doubling, so a reading is at most 3.2 % too high, and
 * 900 words hold everything from 1 ns to 4.2 s. It lives in memory it is given, which may be shared between threads:
 * a thread that is killed leaves its counts behind. One thread writes to one histogram.
 */

const SUBBUCKET_BITS = 5
const SUBBUCKETS = 1 << SUBBUCKET_BITS
const LONGEST_NS = 0xffff_ffff

/** Words of memory that one histogram takes. */
export const HISTOGRAM_WORDS: number = bucketOf(LONGEST_NS) + 1

export class Histogram {
  readonly #counts: Uint32Array

  constructor(counts: Uint32Array = new Uint32Array(HISTOGRAM_WORDS)) {
    if (counts.length !== HISTOGRAM_WORDS) {
      throw new RangeError(`a histogram takes ${HISTOGRAM_WORDS} words, not ${counts.length}`)
    }
    this.#counts = counts
  }

  recordMs(ms: number): void {
    const bucket = bucketOf(Math.min(LONGEST_NS, Math.max(0, ms * 1e6)) >>> 0)
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
  }

  add(other: Histogram): void {
    other.#counts.forEach((count, bucket) => {
      this.#counts[bucket] = (this.#counts[bucket] ?? 0) + count
    })
  }

  get total(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0)
  }

  /** The duration in ns that `share` of all recorded ones do not exceed; 0 if none was recorded. */
  percentileNs(share: number): number {
    let left = Math.max(1, Math.ceil(this.total * share))
    for (const [bucket, count] of this.#counts.entries()) {
      left -= count
      if (left <= 0) return upperEdge(bucket)
    }
    return 0
  }

  get maxNs(): number {
    return this.percentileNs(1)
  }
}

/** Exact below 32 ns; above, the exponent and the five bits that follow the leading one. */
function bucketOf(ns: number): number {
  if (ns < SUBBUCKETS) return ns
  const shift = 31 - Math.clz32(ns) - SUBBUCKET_BITS
  return (shift + 1) * SUBBUCKETS + ((ns >>> shift) - SUBBUCKETS)
}

/** The longest duration that falls into the bucket. */
function upperEdge(bucket: number): number {
  if (bucket < SUBBUCKETS) return bucket
  const shift = Math.floor(bucket / SUBBUCKETS) - 1
  const leading = SUBBUCKETS + (bucket % SUBBUCKETS)
  return (leading + 1) * 2 ** shift - 1
}
