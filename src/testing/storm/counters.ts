/**
 * Shared counters that every thread raises, by `increment` and by loops of its own. Nobody knows a counter's value, but
 * it can never be below the units acknowledged, nor above the units begun, nor below what anyone has seen.
 */
import type { Actor } from './actor.ts'
import { COUNTERS, raise } from './ledger.ts'
import type { StormMap } from './map-source.ts'
import type { StormValue } from './value-pattern.ts'

const BURST = 64

/** How many units one is: the last counter moves by halves, so that it is a fraction half of the time. */
export function unitsPerOne(counter: number): number {
  return counter === COUNTERS - 1 ? 2 : 1
}

export function counterKey(counter: number): string {
  return `counter ${counter}`
}

export class Counters {
  readonly #actor: Actor
  readonly #map: StormMap

  constructor(actor: Actor, map: StormMap) {
    this.#actor = actor
    this.#map = map
  }

  /** Raises one counter by one to three units. */
  raise(): void {
    const { ledger, random, slot } = this.#actor
    const counter = random.below(COUNTERS)
    const units = 1 + random.below(3)
    const floor = this.#floor(counter) + units
    const place = slot * COUNTERS + counter
    Atomics.add(ledger.begun, place, units)
    const value = this.#raiseBy(counter, units)
    if (value === undefined) {
      Atomics.sub(ledger.begun, place, units)
      return
    }
    Atomics.add(ledger.done, place, units)
    this.#actor.acknowledged()
    this.#judge(counter, value, floor, 'lost')
  }

  /** Raises one counter again and again, with nothing between. */
  burst(): void {
    const { ledger, random, slot } = this.#actor
    const counter = random.below(COUNTERS)
    const key = counterKey(counter)
    const by = 1 / unitsPerOne(counter)
    const floor = this.#floor(counter) + BURST
    const place = slot * COUNTERS + counter
    Atomics.add(ledger.begun, place, BURST)
    let value = 0
    for (let raised = 0; raised < BURST; raised++) value = this.#map.increment(key, by)
    Atomics.add(ledger.done, place, BURST)
    this.#actor.acknowledged(BURST)
    this.#actor.beat(BURST)
    this.#judge(counter, value, floor, 'lost')
  }

  read(): void {
    this.check(this.#actor.random.below(COUNTERS))
  }

  /** Reads one counter and holds it to its bounds. */
  check(counter: number, map: StormMap = this.#map): void {
    const floor = this.#floor(counter)
    const value = map.get(counterKey(counter))
    this.#actor.checkedRead()
    this.#judge(counter, value ?? 0, floor, map === this.#map ? 'stale' : 'lost')
  }

  /** With every thread at rest and the dead gone, the value itself says which of the writes under way happened. */
  settle(map: StormMap): void {
    const { ledger } = this.#actor
    for (let counter = 0; counter < COUNTERS; counter++) {
      const value = map.get(counterKey(counter)) ?? 0
      if (typeof value !== 'number') continue
      for (let slot = 0; slot < ledger.slots; slot++) {
        const place = slot * COUNTERS + counter
        Atomics.store(ledger.begun, place, Atomics.load(ledger.done, place))
      }
      const done = this.#total(ledger.done, counter)
      const units = value * unitsPerOne(counter)
      Atomics.store(ledger.settled, counter, units - done)
      Atomics.store(ledger.counterSeen, counter, units)
    }
  }

  /** The new value; undefined if another thread was always faster and nothing was changed. */
  #raiseBy(counter: number, units: number): StormValue | undefined {
    const key = counterKey(counter)
    const by = units / unitsPerOne(counter)
    switch (this.#actor.random.below(4)) {
      case 0:
        return this.#map.update(key, (old) => plus(old, by))
      case 1: {
        const old = this.#map.get(key)
        const next = plus(old, by)
        return this.#map.compareAndSet(key, old, next) ? next : undefined
      }
      default:
        return this.#map.increment(key, by)
    }
  }

  #judge(counter: number, value: StormValue, floor: number, below: 'lost' | 'stale'): void {
    const { ledger } = this.#actor
    const ceiling = this.#total(ledger.begun, counter) + Atomics.load(ledger.settled, counter)
    const units = typeof value === 'number' ? value * unitsPerOne(counter) : Number.NaN
    if (units >= floor && units <= ceiling && Number.isInteger(units)) {
      raise(ledger.counterSeen, counter, units)
      return
    }
    this.#actor.found({
      kind: units < floor ? below : Number.isInteger(units) ? 'phantom' : 'torn',
      op: 'counter',
      key: counterKey(counter),
      expected: `from ${floor} to ${ceiling} units`,
      seen: `${units} units`,
    })
  }

  #floor(counter: number): number {
    const { ledger } = this.#actor
    const acknowledged = this.#total(ledger.done, counter) + Atomics.load(ledger.settled, counter)
    return Math.max(acknowledged, Atomics.load(ledger.counterSeen, counter))
  }

  /** Summed while others add: never more than the sum after, nor less than the sum before. */
  #total(words: Int32Array, counter: number): number {
    let total = 0
    for (let place = counter; place < words.length; place += COUNTERS) {
      total += Atomics.load(words, place)
    }
    return total
  }
}

function plus(old: StormValue | undefined, by: number): number {
  return (typeof old === 'number' ? old : 0) + by
}
