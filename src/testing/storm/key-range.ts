/**
 * Write-once keys in serial order: each slot inserts at the head of its own range and deletes at its tail, so names
 * never return while records and blocks do. With the tail held still, the same range makes tables grow.
 */
import type { Key } from '../../map/map.ts'
import type { Actor } from './actor.ts'
import type { RangeWords } from './ledger.ts'
import type { StormMap } from './map-source.ts'
import { describe, type StormValue, sameValue } from './value-pattern.ts'

export interface RangePlan {
  readonly words: RangeWords
  /** Different for every slot and serial. */
  key(slot: number, serial: number): Key
  value(slot: number, serial: number): StormValue
}

const BURST = 32

/** The ways to delete a key whose value is known; each tells whether it was there. */
const REMOVALS = [
  (map: StormMap, key: Key) => map.delete(key),
  (map: StormMap, key: Key, value: StormValue) => sameValue(map.take(key), value),
  (map: StormMap, key: Key, value: StormValue) => map.compareAndDelete(key, value),
] as const

export class KeyRange {
  readonly #actor: Actor
  readonly #map: StormMap
  readonly #plan: RangePlan

  constructor(actor: Actor, map: StormMap, plan: RangePlan) {
    this.#actor = actor
    this.#map = map
    this.#plan = plan
  }

  /** Keys of the own slot that stand between tail and head. */
  get population(): number {
    const { headAcked, tailAcked } = this.#plan.words
    const { slot } = this.#actor
    return Atomics.load(headAcked, slot) - Atomics.load(tailAcked, slot)
  }

  /** Inserts the next `count` keys of the own slot. */
  insert(count: number): void {
    const { headIntended, headAcked } = this.#plan.words
    const { slot } = this.#actor
    const from = Atomics.load(headAcked, slot)
    const entries = Array.from({ length: count }, (_, at): [Key, StormValue] => [
      this.#key(slot, from + at),
      this.#value(slot, from + at),
    ])
    Atomics.store(headIntended, slot, from + count)
    this.#map.setMany(entries)
    Atomics.store(headAcked, slot, from + count)
    this.#actor.acknowledged(count)
    this.#actor.beat(count)
  }

  /** Inserts the next key of the own slot by one of the ways that know it to be absent. */
  insertNext(): void {
    const { headIntended, headAcked } = this.#plan.words
    const { slot } = this.#actor
    const serial = Atomics.load(headAcked, slot)
    Atomics.store(headIntended, slot, serial + 1)
    const refusedBy = this.#insertOne(serial)
    Atomics.store(headAcked, slot, serial + 1)
    this.#actor.acknowledged()
    if (refusedBy !== undefined) this.#phantom(refusedBy, slot, serial, 'absent before', 'present')
  }

  /** Deletes the oldest keys of the own slot, with nothing between. */
  remove(count: number): void {
    const { tailIntended, tailAcked } = this.#plan.words
    const { slot } = this.#actor
    const from = Atomics.load(tailAcked, slot)
    const keys = Array.from({ length: count }, (_, at) => this.#key(slot, from + at))
    Atomics.store(tailIntended, slot, from + count)
    const held = keys.map((key) => this.#map.delete(key))
    Atomics.store(tailAcked, slot, from + count)
    this.#actor.acknowledged(count)
    this.#actor.beat(count)
    const missing = held.indexOf(false)
    if (missing >= 0) this.#lost('delete', slot, from + missing, undefined)
  }

  /** Deletes the oldest key of the own slot. */
  removeOldest(): void {
    const { tailIntended, tailAcked } = this.#plan.words
    const { slot, random } = this.#actor
    const serial = Atomics.load(tailAcked, slot)
    const key = this.#key(slot, serial)
    const value = this.#value(slot, serial)
    Atomics.store(tailIntended, slot, serial + 1)
    const remove = random.pick(REMOVALS)
    const held = remove(this.#map, key, value)
    Atomics.store(tailAcked, slot, serial + 1)
    this.#actor.acknowledged()
    if (!held) this.#lost('remove', slot, serial, undefined)
  }

  /** Reads one or a few keys of any slot, inside its range and just outside. */
  read(): void {
    const { random, ledger } = this.#actor
    const slot = random.below(ledger.slots)
    const tail = Atomics.load(this.#plan.words.tailAcked, slot)
    const head = Atomics.load(this.#plan.words.headAcked, slot)
    const serial = Math.max(0, tail - 2) + random.below(head - tail + 4)
    this.#check(slot, serial, random.oneIn(8) ? BURST : 1)
  }

  /** Reads every key of a slot; at rest this is exact. */
  readAll(slot: number, map: StormMap): void {
    const tail = Atomics.load(this.#plan.words.tailAcked, slot)
    const head = Atomics.load(this.#plan.words.headIntended, slot)
    for (let serial = tail; serial < head; serial += 64) {
      this.#check(slot, serial, Math.min(64, head - serial), map)
    }
  }

  /** After a death: what was under way is done again, which changes nothing if it happened. */
  takeOver(): void {
    const { headIntended, headAcked, tailIntended, tailAcked } = this.#plan.words
    const { slot } = this.#actor
    const removed = Atomics.load(tailIntended, slot)
    for (let serial = Atomics.load(tailAcked, slot); serial < removed; serial++) {
      this.#map.delete(this.#key(slot, serial))
    }
    Atomics.store(tailAcked, slot, removed)
    const begun = Atomics.load(headIntended, slot)
    for (let serial = Atomics.load(headAcked, slot); serial < begun; serial++) {
      const held = this.#map.get(this.#key(slot, serial))
      if (held !== undefined) this.#judgeWhole(slot, serial, held)
      this.#map.set(this.#key(slot, serial), this.#value(slot, serial))
    }
    Atomics.store(headAcked, slot, begun)
  }

  /** Forgets all serials: for a range that begins anew in another map, with every thread at rest. */
  restart(): void {
    for (const words of Object.values(this.#plan.words)) words.fill(0)
  }

  /** Keys that must be there, and keys that may be, over all slots. */
  bounds(): { least: number; most: number } {
    const { headIntended, headAcked, tailIntended, tailAcked } = this.#plan.words
    let least = 0
    let most = 0
    for (let slot = 0; slot < this.#actor.ledger.slots; slot++) {
      least += Atomics.load(headAcked, slot) - Atomics.load(tailIntended, slot)
      most += Atomics.load(headIntended, slot) - Atomics.load(tailAcked, slot)
    }
    return { least, most }
  }

  /** The operation that found its fresh key taken, if one did. */
  #insertOne(serial: number): string | undefined {
    const { slot, random } = this.#actor
    const key = this.#key(slot, serial)
    const value = this.#value(slot, serial)
    switch (random.below(4)) {
      case 0:
        return sameValue(this.#map.getOrInsert(key, value), value) ? undefined : 'getOrInsert'
      case 1:
        return this.#map.compareAndSet(key, undefined, value) ? undefined : 'compareAndSet'
      case 2:
        return this.#map.setIfVersion(key, value, 0) ? undefined : 'setIfVersion'
      default:
        this.#map.set(key, value)
        return undefined
    }
  }

  #check(slot: number, from: number, count: number, map: StormMap = this.#map): void {
    const { headIntended, headAcked, tailIntended, tailAcked } = this.#plan.words
    const head = Atomics.load(headAcked, slot)
    const tail = Atomics.load(tailAcked, slot)
    const keys = Array.from({ length: count }, (_, at) => this.#key(slot, from + at))
    const values = count === 1 ? [map.get(this.#key(slot, from))] : map.getMany(keys)
    const headAfter = Atomics.load(headIntended, slot)
    const tailAfter = Atomics.load(tailIntended, slot)
    values.forEach((value, at) => {
      const serial = from + at
      this.#actor.checkedRead()
      if (value === undefined) {
        if (serial < head && serial >= tailAfter) this.#lost('get', slot, serial, map)
      } else if (serial >= headAfter) {
        this.#phantom('get', slot, serial, 'not yet inserted', describe(value))
      } else if (serial < tail) {
        this.#finding('stale', 'get', slot, serial, 'deleted', describe(value))
      } else {
        this.#judgeWhole(slot, serial, value)
      }
    })
  }

  #judgeWhole(slot: number, serial: number, value: StormValue): void {
    const right = this.#value(slot, serial)
    if (sameValue(value, right)) return
    this.#finding('torn', 'get', slot, serial, describe(right), describe(value))
  }

  /** Gone for its owner or a fresh instance is lost; gone for a reader with a cache of its own may only be stale. */
  #lost(op: string, slot: number, serial: number, map: StormMap | undefined): void {
    const kind = map === this.#map && slot !== this.#actor.slot ? 'stale' : 'lost'
    this.#finding(kind, op, slot, serial, 'present', 'absent')
  }

  #phantom(op: string, slot: number, serial: number, expected: string, seen: string): void {
    this.#finding('phantom', op, slot, serial, expected, seen)
  }

  #finding(
    kind: 'lost' | 'stale' | 'torn' | 'phantom',
    op: string,
    slot: number,
    serial: number,
    expected: string,
    seen: string,
  ): void {
    this.#actor.found({ kind, op, key: String(this.#key(slot, serial)), expected, seen })
  }

  #key(slot: number, serial: number): Key {
    return this.#plan.key(slot, serial)
  }

  #value(slot: number, serial: number): StormValue {
    return this.#plan.value(slot, serial)
  }
}
