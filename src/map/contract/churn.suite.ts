/**
 * Random operations with an oracle beside them. Any step may be cut short anywhere; its key then holds what it held
 * before or what the step was to store, and everything else must be as the oracle has it.
 */
import { expect } from 'vitest'
import { expectSame } from './expectations.suite.ts'
import type { Random } from './random.suite.ts'
import type { AnyMap } from './subject.suite.ts'

interface Pending {
  readonly key: number
  /** undefined: the step was to delete the key. */
  readonly value: unknown
}

export class Churn {
  readonly #map: AnyMap
  readonly #random: Random
  readonly #expected = new Map<number, unknown>()
  readonly #wrong: string[] = []
  #pending: Pending | undefined
  #steps = 0

  constructor(map: AnyMap, random: Random) {
    this.#map = map
    this.#random = random
  }

  step(): void {
    this.#settle()
    const random = this.#random
    const step = ++this.#steps
    // Mostly a hot set, at times a key of its own: those make the tables grow.
    const key = random.below(10) < 7 ? random.below(40) : random.below(20_000)
    const action = random.below(12)
    if (action < 3) this.#read(key)
    else if (action < 6) this.#write({ key, value: valueIn(step) })
    else if (action < 8) this.#write({ key, value: undefined })
    else if (action < 9) this.#add(key)
    else if (action < 10) this.#update({ key, value: valueIn(step) })
    else if (action < 11) this.#compare({ key, value: valueIn(step) })
    else this.#iterate()
  }

  /** Every observer agrees with the oracle on every key, and verify is clean. */
  expectSound(observers: readonly AnyMap[]): void {
    expect(this.#map.verify()).toMatchObject({ ok: true, heap: 'exact' })
    this.#settle()
    expect(this.#wrong).toEqual([])
    for (const map of [this.#map, ...observers]) {
      expect(map.size).toBe(this.#expected.size)
      for (const [key, value] of this.#expected) expectSame(map.get(key), value, `key ${key}`)
      for (let key = 0; key < 60; key++)
        expectSame(map.get(key), this.#expected.get(key), `key ${key}`)
      expect([...map.keys()].length).toBe(this.#expected.size)
    }
  }

  #read(key: number): void {
    const got = this.#map.get(key)
    const expected = this.#expected.get(key)
    if (!same(got, expected)) this.#wrong.push(`get ${key}: ${text(got)}, not ${text(expected)}`)
  }

  #write(pending: Pending): void {
    this.#pending = pending
    if (pending.value === undefined) this.#map.delete(pending.key)
    else this.#map.set(pending.key, pending.value)
    this.#done()
  }

  #add(key: number): void {
    const old = this.#expected.get(key)
    if (typeof old !== 'number' && old !== undefined) return
    this.#pending = { key, value: (old ?? 0) + 1 }
    this.#map.increment(key)
    this.#done()
  }

  #update(pending: Pending): void {
    this.#pending = pending
    this.#map.update(pending.key, () => pending.value)
    this.#done()
  }

  #compare(pending: Pending): void {
    this.#pending = pending
    const stored = this.#map.compareAndSet(
      pending.key,
      this.#expected.get(pending.key),
      pending.value,
    )
    if (!stored) this.#wrong.push(`compareAndSet ${pending.key} refused`)
    this.#done()
  }

  #iterate(): void {
    let seen = 0
    for (const key of this.#map.keys()) {
      if (typeof key !== 'number') this.#wrong.push(`a foreign key: ${key}`)
      if (++seen === 20) break
    }
  }

  #done(): void {
    const pending = this.#pending
    if (pending === undefined) return
    if (pending.value === undefined) this.#expected.delete(pending.key)
    else this.#expected.set(pending.key, pending.value)
    this.#pending = undefined
  }

  /** What became of a step that was cut short: it happened, or it did not. */
  #settle(): void {
    const pending = this.#pending
    if (pending === undefined) return
    const got = this.#map.get(pending.key)
    const before = this.#expected.get(pending.key)
    if (same(got, pending.value)) this.#done()
    else if (same(got, before)) this.#pending = undefined
    else this.#wrong.push(`${pending.key}: ${text(got)} is neither old nor new`)
  }
}

function valueIn(step: number): unknown {
  if (step % 5 === 0) return { step, text: 'x'.repeat(step % 700) }
  if (step % 5 === 1) return 'y'.repeat(step % 6_000)
  return step % 5 === 2 ? step + 0.5 : step
}

function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other
  return JSON.stringify(one) === JSON.stringify(other)
}

function text(value: unknown): string {
  return `${typeof value} ${JSON.stringify(value)?.slice(0, 60)}`
}
