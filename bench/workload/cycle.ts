/** Values to be written in turn: a prime number of them, so that each pass over the keys writes others than the last. */
import { stringValues } from './keys.ts'

const PRIME = 4_093

export class ValueCycle {
  readonly #values: readonly string[] = stringValues(PRIME)
  #next = 0

  take(): string {
    if (this.#next === PRIME) this.#next = 0
    return this.#values[this.#next++] ?? ''
  }

  /** What the latest `take` returned. */
  get latest(): string | undefined {
    return this.#values[this.#next - 1]
  }
}
