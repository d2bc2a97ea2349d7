/**
 * States that a search has met, each with the most preemptions that were left there. A state is 64 bits of hash: with a
 * million of them the odds that any two are taken for one are 1 in 30 million.
 *
 * Open addressing in flat arrays: a search looks up a state before almost each of its accesses.
 */
const FIRST_BITS = 10
/** Of all places, how many may be taken before there are twice as many: three quarters. */
const FULL_QUARTERS = 3

export class StateTable {
  #bits = FIRST_BITS
  #low = new Int32Array(1 << FIRST_BITS)
  #high = new Int32Array(1 << FIRST_BITS)
  /** One more than what was left; 0 for a free place. */
  #left = new Uint8Array(1 << FIRST_BITS)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Whether the state was met with as many preemptions left, or more; if not, it is from now on. */
  isKnown(low: number, high: number, left: number): boolean {
    const place = this.#find(low, high)
    const before = this.#left[place] ?? 0
    if (before > left) return true
    this.#left[place] = left + 1
    if (before > 0) return false
    this.#low[place] = low
    this.#high[place] = high
    if (++this.#size * 4 > FULL_QUARTERS << this.#bits) this.#grow()
    return false
  }

  #find(low: number, high: number): number {
    const mask = (1 << this.#bits) - 1
    let place = low & mask
    while (this.#left[place] !== 0 && (this.#low[place] !== low || this.#high[place] !== high)) {
      place = (place + 1) & mask
    }
    return place
  }

  #grow(): void {
    const { length } = this.#left
    const [low, high, left] = [this.#low, this.#high, this.#left]
    this.#bits++
    this.#low = new Int32Array(length * 2)
    this.#high = new Int32Array(length * 2)
    this.#left = new Uint8Array(length * 2)
    for (let i = 0; i < length; i++) {
      if (left[i] === 0) continue
      const place = this.#find(low[i] ?? 0, high[i] ?? 0)
      this.#low[place] = low[i] ?? 0
      this.#high[place] = high[i] ?? 0
      this.#left[place] = left[i] ?? 0
    }
  }
}
