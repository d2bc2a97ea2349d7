/** Where threads wait for each other, so that all begin at the same moment. */

const ARRIVED = 0

export class StartLine {
  readonly buffer: SharedArrayBuffer
  readonly #words: Int32Array
  readonly #threads: number

  /** In each thread with the buffer of the first. */
  constructor(threads: number, buffer: SharedArrayBuffer = new SharedArrayBuffer(4)) {
    this.buffer = buffer
    this.#words = new Int32Array(buffer)
    this.#threads = threads
  }

  /** Returns when all have come to the line as often as the caller. */
  pass(): void {
    const mine = Atomics.add(this.#words, ARRIVED, 1) + 1
    const full = Math.ceil(mine / this.#threads) * this.#threads
    if (mine === full) {
      Atomics.notify(this.#words, ARRIVED)
      return
    }
    while (true) {
      const seen = Atomics.load(this.#words, ARRIVED)
      if (seen >= full) return
      Atomics.wait(this.#words, ARRIVED, seen)
    }
  }
}
