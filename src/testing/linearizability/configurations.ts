/**
 * The configurations that a search has been in: which operations were linearised, and the state they left. From equal
 * configurations the same can follow, so none is searched twice (Lowe's memoisation). The operations are known by their
 * number in each lane, so a configuration is a short row of integers, and the comparison is exact.
 */

const FEWEST_SLOTS = 64

export class Configurations {
  size = 0
  /** A row for each configuration: a count for each lane, and the state's id. */
  #rows: Int32Array = new Int32Array(1024)
  #width = 1
  /** Open addressing: the number of a row plus one, or 0. */
  #slots: Int32Array = new Int32Array(FEWEST_SLOTS)
  #hashes: Int32Array = new Int32Array(FEWEST_SLOTS)
  #mask: number = FEWEST_SLOTS - 1

  /** Forgets all; the next ones have so many lanes, and about as many are expected. */
  reset(lanes: number, expected: number): void {
    this.size = 0
    this.#width = lanes + 1
    let slots = FEWEST_SLOTS
    while (slots < expected * 2) slots *= 2
    if (slots > this.#slots.length) this.#slots = new Int32Array(slots)
    else this.#slots.fill(0, 0, slots)
    this.#mask = slots - 1
  }

  /** True if the configuration is new; `hash` is one of its counts. */
  add(counts: Int32Array, state: number, hash: number): boolean {
    const mixed = spread(hash ^ Math.imul(state, 0x9e3779b1))
    const slots = this.#slots
    let slot = mixed & this.#mask
    for (;;) {
      const taken = slots[slot] ?? 0
      if (taken === 0) break
      if (this.#hashes[taken - 1] === mixed && this.#isRow(taken - 1, counts, state)) return false
      slot = (slot + 1) & this.#mask
    }
    this.#append(counts, state, mixed)
    slots[slot] = this.size
    if (this.size * 2 > this.#mask) this.#enlarge()
    return true
  }

  #isRow(row: number, counts: Int32Array, state: number): boolean {
    const rows = this.#rows
    const lanes = this.#width - 1
    const at = row * this.#width
    if (rows[at + lanes] !== state) return false
    for (let lane = 0; lane < lanes; lane++) {
      if (rows[at + lane] !== counts[lane]) return false
    }
    return true
  }

  #append(counts: Int32Array, state: number, mixed: number): void {
    const lanes = this.#width - 1
    const at = this.size * this.#width
    if (at + this.#width > this.#rows.length) this.#rows = twice(this.#rows, at + this.#width)
    const rows = this.#rows
    for (let lane = 0; lane < lanes; lane++) rows[at + lane] = counts[lane] ?? 0
    rows[at + lanes] = state
    if (this.size === this.#hashes.length) this.#hashes = twice(this.#hashes, this.size + 1)
    this.#hashes[this.size++] = mixed
  }

  #enlarge(): void {
    const slots = new Int32Array((this.#mask + 1) * 2)
    const mask = slots.length - 1
    for (let row = 0; row < this.size; row++) {
      let slot = (this.#hashes[row] ?? 0) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = row + 1
    }
    this.#slots = slots
    this.#mask = mask
  }
}

function twice(words: Int32Array, least: number): Int32Array {
  const more = new Int32Array(Math.max(words.length * 2, least))
  more.set(words)
  return more
}

/** The finalizer of MurmurHash3: every bit of the input moves every bit of the result. */
export function spread(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
