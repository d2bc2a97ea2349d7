/** Words that the threads of one run share with the one that waits for them: whether to stop, and how far each is. */

const STOP = 0
const COUNTS = 1

/** The end of a wait, which is spun away: a thread wakes late, by some ten microseconds and more. */
const SPIN_MS = 0.2

export class Board {
  readonly buffer: SharedArrayBuffer
  readonly #words: Int32Array

  /** In each thread with the buffer of the first. */
  constructor(
    threads: number,
    buffer: SharedArrayBuffer = new SharedArrayBuffer(4 * (COUNTS + threads)),
  ) {
    this.buffer = buffer
    this.#words = new Int32Array(buffer)
  }

  /** Ends fills, waits and loops of all threads. */
  stop(): void {
    Atomics.store(this.#words, STOP, 1)
    Atomics.notify(this.#words, STOP)
  }

  get isStopped(): boolean {
    return Atomics.load(this.#words, STOP) !== 0
  }

  report(thread: number, operations: number): void {
    Atomics.store(this.#words, COUNTS + thread, operations)
  }

  /** Of all threads, as far as they have reported. */
  get operations(): number {
    return this.#words.subarray(COUNTS).reduce((sum, count) => sum + count, 0)
  }

  /** Returns at that moment of `performance.now()`, or as soon as the run is stopped. */
  waitUntil(moment: number): void {
    while (!this.isStopped) {
      const left = moment - performance.now()
      if (left <= 0) return
      if (left > SPIN_MS) Atomics.wait(this.#words, STOP, 0, left - SPIN_MS)
    }
  }
}
