/** How many distinct keys there are: counted up to a limit, and beyond it estimated. */
import { HyperLogLog } from './hyper-log-log.ts'

export interface DistinctKeys {
  readonly count: number
  /** False for an estimate, whose standard error is 0.8 %. */
  readonly isExact: boolean
}

/** An open-addressed table that is never more than half full, 16 MiB. */
const PLACE_BITS = 21
const PLACES = 2 ** PLACE_BITS

/** Up to so many keys are counted one by one. */
export const MOST_EXACT_KEYS = 1_000_000

export class DistinctCounter {
  /** Fingerprints; 0 is a free place. */
  readonly #seen = new Float64Array(PLACES)
  readonly #estimate = new HyperLogLog()
  #count = 0
  #isExact = true

  /** O(1). `fingerprint` is of the same key as the hashes. */
  add(fingerprint: number, hash: number, otherHash: number): void {
    if (this.#isExact && !this.#insert(fingerprint, hash)) return
    this.#estimate.add(hash, otherHash)
  }

  get result(): DistinctKeys {
    const count = this.#isExact ? this.#count : this.#estimate.count
    return { count, isExact: this.#isExact }
  }

  /** False if it was there. */
  #insert(fingerprint: number, hash: number): boolean {
    let place = hash >>> (32 - PLACE_BITS)
    while (this.#seen[place] !== 0) {
      if (this.#seen[place] === fingerprint) return false
      place = (place + 1) & (PLACES - 1)
    }
    if (this.#count === MOST_EXACT_KEYS) {
      this.#isExact = false
      return true
    }
    this.#seen[place] = fingerprint
    this.#count++
    return true
  }
}
