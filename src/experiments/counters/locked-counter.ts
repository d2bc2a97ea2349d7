/**
 * A number behind a futex lock, as one writes it by hand: the mutex is Drepper's ("Futexes Are Tricky", mutex 2) with the
 * short spin of Rust's standard library.
 */

/** Words of the lock: 0 free, 1 held, 2 held and somebody may sleep. */
const FREE = 0
const HELD = 1
const AWAITED = 2
const SPINS = 100
const VALUE_AT = 8
const BYTES = 16

export class LockedCounter {
  readonly buffer: SharedArrayBuffer
  readonly #lock: Int32Array
  readonly #value: Float64Array
  /** Times that this instance slept until another gave the lock back. */
  waits = 0

  /** In each thread with the buffer of the first. */
  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(BYTES)) {
    this.buffer = buffer
    this.#lock = new Int32Array(buffer, 0, 1)
    this.#value = new Float64Array(buffer, VALUE_AT, 1)
  }

  /** Returns the sum. */
  add(by: number): number {
    if (Atomics.compareExchange(this.#lock, 0, FREE, HELD) !== FREE) this.#lockContended()
    const sum = this.value + by
    this.#value[0] = sum
    if (Atomics.exchange(this.#lock, 0, FREE) === AWAITED) Atomics.notify(this.#lock, 0, 1)
    return sum
  }

  /** Exact when no add is under way. */
  get value(): number {
    return this.#value[0] ?? 0
  }

  #lockContended(): void {
    let state = this.#spin()
    if (state === FREE) {
      state = Atomics.compareExchange(this.#lock, 0, FREE, HELD)
      if (state === FREE) return
    }
    while (state === AWAITED || Atomics.exchange(this.#lock, 0, AWAITED) !== FREE) {
      this.waits++
      Atomics.wait(this.#lock, 0, AWAITED)
      state = this.#spin()
    }
  }

  /** A lock that others wait for is not worth spinning for. */
  #spin(): number {
    let state = Atomics.load(this.#lock, 0)
    for (let spins = SPINS; state === HELD && spins > 0; spins--) {
      state = Atomics.load(this.#lock, 0)
    }
    return state
  }
}
