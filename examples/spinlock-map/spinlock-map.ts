/** A small map in shared memory, as one might write it by hand: a spinlock around open addressing. */
import type { ExploredAtomics } from 'selvedge/testing'

/** Word 0 is the lock. Then two words for each place: 0 or a key, which is positive, and its value. */
const LOCK = 0
const PLACES = 4

export const WORDS: number = 1 + PLACES * 2

export class SpinlockMap {
  readonly #memory: Int32Array
  readonly #atomics: ExploredAtomics

  /** `atomics` is for the explorer: everybody else leaves it out. */
  constructor(memory: Int32Array, atomics: ExploredAtomics = Atomics) {
    this.#memory = memory
    this.#atomics = atomics
  }

  set(key: number, value: number): void {
    this.lock(this.#memory, this.#atomics)
    const place = this.#find(key)
    this.#memory[place] = key
    this.#memory[place + 1] = value
    this.#unlock()
  }

  get(key: number): number | undefined {
    this.lock(this.#memory, this.#atomics)
    const place = this.#find(key)
    const value = this.#memory[place] === key ? this.#memory[place + 1] : undefined
    this.#unlock()
    return value
  }

  /** The key's place, or the free one where it would go. */
  #find(key: number): number {
    for (let step = 0; step < PLACES; step++) {
      const place = 1 + ((key + step) % PLACES) * 2
      const found = this.#memory[place]
      if (found === key || found === 0) return place
    }
    throw new RangeError('the map is full')
  }

  protected lock(memory: Int32Array, atomics: ExploredAtomics): void {
    while (atomics.compareExchange(memory, LOCK, 0, 1) !== 0) {
      // Another thread has it: again.
    }
  }

  #unlock(): void {
    this.#atomics.store(this.#memory, LOCK, 0)
  }
}

/** With the mistake that everybody makes once: between the look and the store another thread may have looked as well. */
export class HastyMap extends SpinlockMap {
  protected override lock(memory: Int32Array, atomics: ExploredAtomics): void {
    while (atomics.load(memory, LOCK) !== 0) {
      // Another thread has it: again.
    }
    atomics.store(memory, LOCK, 1)
  }
}
