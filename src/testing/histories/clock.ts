/** The time of a history: a number that all threads count up, so that of two stamps it is certain which came first. */

/** One less than a 32-bit counter can give before it begins anew. */
const LAST_STAMP = 2 ** 32 - 2

export class HistoryClock {
  /** Give it to other threads, through `workerData` or `postMessage`, and make their clock of it: it is the same one. */
  readonly buffer: SharedArrayBuffer
  readonly #count: Int32Array

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer
    this.#count = new Int32Array(buffer)
  }

  /**
   * A stamp from 1 on, later than all that any thread has taken, earlier than all that any will.
   *
   * It is a fence for the memory: what a thread would do out of order across it, it does in order while it is recorded.
   *
   * @throws {RangeError} after four billion
   */
  next(): number {
    const stamp = Atomics.add(this.#count, 0, 1) >>> 0
    if (stamp > LAST_STAMP) throw new RangeError('a history clock gives 2^32 - 1 stamps')
    return stamp + 1
  }
}
