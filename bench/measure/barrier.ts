/** Lets threads pass a point together. Those that wait sleep, so that a thread measured alone has the machine to itself. */

const ARRIVED = 0
const GENERATION = 1

export const BARRIER_BYTES: number = 2 * Int32Array.BYTES_PER_ELEMENT

export class Barrier {
  readonly #words: Int32Array<SharedArrayBuffer>
  readonly #parties: number

  constructor(memory: SharedArrayBuffer, parties: number) {
    this.#words = new Int32Array(memory)
    this.#parties = parties
  }

  /** Returns when all parties have called it. The last to arrive resets the count before it wakes the others. */
  pass(): void {
    const generation = Atomics.load(this.#words, GENERATION)
    if (Atomics.add(this.#words, ARRIVED, 1) + 1 === this.#parties) {
      Atomics.store(this.#words, ARRIVED, 0)
      Atomics.add(this.#words, GENERATION, 1)
      Atomics.notify(this.#words, GENERATION)
      return
    }
    while (Atomics.load(this.#words, GENERATION) === generation) {
      Atomics.wait(this.#words, GENERATION, generation)
    }
  }
}
