/**
 * Which words more than one thread touches, and at least one writes: only before such an access can it matter who runs.
 * What a schedule finds is kept for the next ones; a search that began with fewer words begins anew. That is sound: an
 * access to a word that no other thread touches, in any schedule, commutes with all that others do (Godefroid,
 * "Partial-Order Methods", 1996), so stopping before it is the same as stopping before the next shared one.
 */
const WORD_BITS = 3

export class Sharing {
  /** By word: a bit for each thread that read it, or wrote it. */
  readonly #readers: Uint8Array
  readonly #writers: Uint8Array
  readonly #isShared: Uint8Array
  #count = 0

  constructor(bytes: number) {
    this.#readers = new Uint8Array(bytes >> WORD_BITS)
    this.#writers = new Uint8Array(bytes >> WORD_BITS)
    this.#isShared = new Uint8Array(bytes >> WORD_BITS)
  }

  /** Words found so far: a search is complete if it began with as many. */
  get words(): number {
    return this.#count
  }

  isShared(address: number): boolean {
    return this.#isShared[address >> WORD_BITS] === 1
  }

  note(thread: number, address: number, bytes: number, isWrite: boolean): void {
    const last = (address + bytes - 1) >> WORD_BITS
    for (let word = address >> WORD_BITS; word <= last; word++) {
      const touched = isWrite ? this.#writers : this.#readers
      touched[word] = (touched[word] ?? 0) | (1 << thread)
      const writers = this.#writers[word] ?? 0
      const all = writers | (this.#readers[word] ?? 0)
      if (writers === 0 || (all & (all - 1)) === 0 || this.#isShared[word] === 1) continue
      this.#isShared[word] = 1
      this.#count++
    }
  }
}
