/**
 * One worker's shared words: what it is told to do, and its own account of what it did. Only that worker writes its
 * account, and it outlives the worker: a killed thread takes nothing of it along.
 *
 * | words | meaning |
 * |---|---|
 * | 0 | order: what the worker is to do, written by the main thread |
 * | 1 | lookups made |
 * | 2 | lookups that returned a wrong record or none |
 * | 3.. | for each country, increments begun |
 * | .. | for each country, increments that returned |
 * | .. | a histogram of lookup times |
 */
import { HISTOGRAM_WORDS, Histogram } from '../../bench/measure/histogram.ts'

export const LOOK_UP = 0
/** Only increments, without pause, so that a kill finds the worker writing. */
export const WRITE = 1
export const STOP = 2
export type Order = typeof LOOK_UP | typeof WRITE | typeof STOP

const ORDER = 0
const LOOKUPS = 1
const WRONG = 2
const TALLIES = 3

export function boardMemory(countries: number): SharedArrayBuffer {
  const words = TALLIES + 2 * countries + HISTOGRAM_WORDS
  return new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT)
}

export class Board {
  readonly #words: Int32Array<SharedArrayBuffer>
  readonly #countries: number
  readonly times: Histogram

  constructor(memory: SharedArrayBuffer, countries: number) {
    this.#words = new Int32Array(memory)
    this.#countries = countries
    const histogramAt = (TALLIES + 2 * countries) * Int32Array.BYTES_PER_ELEMENT
    this.times = new Histogram(new Uint32Array(memory, histogramAt, HISTOGRAM_WORDS))
  }

  get order(): number {
    return Atomics.load(this.#words, ORDER)
  }

  give(order: Order): void {
    Atomics.store(this.#words, ORDER, order)
  }

  get lookups(): number {
    return Atomics.load(this.#words, LOOKUPS)
  }

  get wrong(): number {
    return Atomics.load(this.#words, WRONG)
  }

  countLookup(right: boolean): void {
    Atomics.add(this.#words, LOOKUPS, 1)
    if (!right) Atomics.add(this.#words, WRONG, 1)
  }

  /** Called before an increment of the country's count. */
  begin(country: number): void {
    Atomics.add(this.#words, TALLIES + country, 1)
  }

  /** Called after the increment returned. */
  acknowledge(country: number): void {
    Atomics.add(this.#words, TALLIES + this.#countries + country, 1)
  }

  begun(country: number): number {
    return Atomics.load(this.#words, TALLIES + country)
  }

  acknowledged(country: number): number {
    return Atomics.load(this.#words, TALLIES + this.#countries + country)
  }

  get allAcknowledged(): number {
    let sum = 0
    for (let country = 0; country < this.#countries; country++) sum += this.acknowledged(country)
    return sum
  }
}
