/** An integer behind a futex lock, as one writes it by hand (Drepper, Futexes Are Tricky, mutex 2). */

const LOCK = 0
const VALUE = 1

const FREE = 0
const TAKEN = 1
/** Taken, and somebody may sleep. */
const AWAITED = 2

export class LockedCounter {
  readonly buffer: SharedArrayBuffer
  readonly #words: Int32Array
  /** Times that this instance slept until another gave the lock back. */
  waits = 0

  /** In each thread with the buffer of the first. */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(8)) {
    this.buffer = buffer
    this.#words = new Int32Array(buffer)
  }

  add(by: number): void {
    this.#lock()
    this.#words[VALUE] = this.value + by
    this.#unlock()
  }

  /** Exact when no add is under way. */
  get value(): number {
    return this.#words[VALUE] ?? 0
  }

  #lock(): void {
    if (Atomics.compareExchange(this.#words, LOCK, FREE, TAKEN) === FREE) return
    while (Atomics.exchange(this.#words, LOCK, AWAITED) !== FREE) {
      this.waits++
      Atomics.wait(this.#words, LOCK, AWAITED)
    }
  }

  #unlock(): void {
    if (Atomics.exchange(this.#words, LOCK, FREE) === AWAITED) Atomics.notify(this.#words, LOCK, 1)
  }
}
