/** What the storm's threads have in common beside the map: which round it is, what to do in it, and when to begin. */

const ROUND = 0
const LOAD = 1
const SHARE = 2
const WORDS = 4

export interface RoundOrder {
  readonly round: number
  /** Its place in LOAD_NAMES. */
  readonly load: number
  /** Operations for each thread. */
  readonly share: number
}

export class Board {
  readonly buffer: SharedArrayBuffer
  readonly #words: Int32Array

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(WORDS * 4)) {
    this.buffer = buffer
    this.#words = new Int32Array(buffer)
  }

  /** Lets all that wait begin. Only while all wait. */
  post({ round, load, share }: RoundOrder): void {
    Atomics.store(this.#words, LOAD, load)
    Atomics.store(this.#words, SHARE, share)
    Atomics.store(this.#words, ROUND, round)
    Atomics.notify(this.#words, ROUND)
  }

  /** Waits until there is another round than this one. */
  next(after: number): RoundOrder {
    Atomics.wait(this.#words, ROUND, after)
    const round = Atomics.load(this.#words, ROUND)
    if (round === after) return this.next(after)
    return {
      round,
      load: Atomics.load(this.#words, LOAD),
      share: Atomics.load(this.#words, SHARE),
    }
  }
}
