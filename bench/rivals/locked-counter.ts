/**
 * A lock and a number, in shared memory: how a counter is made where nobody thinks of more. The mutex is Drepper's
 * ("Futexes Are Tricky", mutex2) with the short spin of Rust's standard library: 0 free, 1 held, 2 held and awaited.
 */
const FREE = 0
const HELD = 1
const AWAITED = 2
const SPINS = 100
const VALUE_AT = 8

export const LOCKED_COUNTER_BYTES = 16

export class LockedCounter {
  readonly #lock: Int32Array<SharedArrayBuffer>
  readonly #value: Float64Array<SharedArrayBuffer>
  /** How often this instance has slept until another let go of the lock. */
  waits = 0

  constructor(memory: SharedArrayBuffer) {
    this.#lock = new Int32Array(memory, 0, 1)
    this.#value = new Float64Array(memory, VALUE_AT, 1)
  }

  add(by: number): number {
    if (Atomics.compareExchange(this.#lock, 0, FREE, HELD) !== FREE) this.#lockContended()
    const sum = (this.#value[0] ?? 0) + by
    this.#value[0] = sum
    if (Atomics.exchange(this.#lock, 0, FREE) === AWAITED) Atomics.notify(this.#lock, 0, 1)
    return sum
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
