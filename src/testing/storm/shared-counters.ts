/**
 * A SharedCounter of each form, to which every thread adds. As for the map's counters (counters.ts): its value can never be
 * below what was acknowledged, nor above what was begun, nor below what anyone has seen.
 */
import type { SharedCounter } from '../../counter/shared-counter.ts'
import type { Actor } from './actor.ts'
import { raise, SHARED_COUNTERS } from './ledger.ts'

export type StormCounter = Pick<SharedCounter<boolean>, 'add' | 'value'>

const BURST = 512

export class SharedCounters {
  readonly #actor: Actor
  readonly #counters: readonly StormCounter[]

  constructor(actor: Actor, counters: readonly StormCounter[]) {
    this.#actor = actor
    this.#counters = counters
  }

  /** Adds one to three. */
  raise(): void {
    this.#raise(1, 1 + this.#actor.random.below(3))
  }

  /** Adds ones again and again, with nothing between. */
  burst(): void {
    this.#raise(BURST, 1)
    this.#actor.beat(BURST)
  }

  #raise(adds: number, by: number): void {
    const { ledger, random, slot } = this.#actor
    const form = random.below(SHARED_COUNTERS)
    const counter = this.#counters[form]
    const units = adds * by
    const floor = this.#floor(form) + units
    const place = slot * SHARED_COUNTERS + form
    Atomics.add(ledger.sharedBegun, place, units)
    let sum: number | undefined
    for (let added = 0; added < adds; added++) sum = counter?.add(by)
    Atomics.add(ledger.sharedDone, place, units)
    this.#actor.acknowledged(adds)
    if (sum !== undefined) this.#judge(form, sum, floor)
  }

  /** Reads one of them and holds it to its bounds. */
  read(): void {
    this.#check(this.#actor.random.below(SHARED_COUNTERS))
  }

  /** With every thread at rest and the dead gone, the value says which of the adds under way happened. */
  settle(): void {
    const { ledger } = this.#actor
    for (let form = 0; form < SHARED_COUNTERS; form++) {
      const value = this.#check(form)
      for (let slot = 0; slot < ledger.slots; slot++) {
        const place = slot * SHARED_COUNTERS + form
        Atomics.store(ledger.sharedBegun, place, Atomics.load(ledger.sharedDone, place))
      }
      Atomics.store(ledger.sharedSettled, form, value - this.#total(ledger.sharedDone, form))
      Atomics.store(ledger.sharedSeen, form, value)
    }
  }

  #check(form: number): number {
    const floor = this.#floor(form)
    const value = this.#counters[form]?.value ?? Number.NaN
    this.#actor.checkedRead()
    this.#judge(form, value, floor)
    return value
  }

  #judge(form: number, value: number, floor: number): void {
    const { ledger } = this.#actor
    const ceiling = this.#total(ledger.sharedBegun, form) + Atomics.load(ledger.sharedSettled, form)
    if (value >= floor && value <= ceiling) {
      raise(ledger.sharedSeen, form, value)
      return
    }
    this.#actor.found({
      kind: value < floor ? 'lost' : 'phantom',
      op: 'shared counter',
      key: form === 0 ? 'plain' : 'striped',
      expected: `from ${floor} to ${ceiling}`,
      seen: `${value}`,
    })
  }

  #floor(form: number): number {
    const { ledger } = this.#actor
    const acknowledged =
      this.#total(ledger.sharedDone, form) + Atomics.load(ledger.sharedSettled, form)
    return Math.max(acknowledged, Atomics.load(ledger.sharedSeen, form))
  }

  /** Summed while others add: never more than the sum after, nor less than the sum before. */
  #total(words: Int32Array, form: number): number {
    let total = 0
    for (let place = form; place < words.length; place += SHARED_COUNTERS) {
      total += Atomics.load(words, place)
    }
    return total
  }
}
