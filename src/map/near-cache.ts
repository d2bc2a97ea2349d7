/**
 * What this thread has read, with the proof that it is still so: a key's record, the stamp its cell had, and the epoch.
 * A hit is one look into a Map and one call that compares stamp and epoch with shared memory; equal means that nobody
 * has written the key since. Nothing is ever invalidated by message, and nothing stale is ever returned.
 *
 * A key's place also gives its record where the value must be fetched or written, so that neither is the key encoded nor
 * the table probed; for that the record must still be the key's, which its identity proves. A place costs far less than
 * most values, so there are places for more keys than values: that is what a working set larger than the cache lives on.
 *
 * A miss costs a look into the Map that brings little, and now and then a place. Where most reads miss, the map is faster
 * without: so a full cache that answers too few of them is emptied and rests, and after a while learns anew.
 */
import { type Kernel, strategyOf } from '../memory/kernel.ts'
import { RESULT, type Thread } from '../memory/thread.ts'
import type { Key } from './map.ts'

/** Once full, one in so many misses takes a place: a scan does not empty the cache, and a hot key soon gets in. */
const ADMIT_ONE_IN = 8

/** It judges itself by as many misses as it has places, or so many. */
const LEAST_JUDGED = 1024
/** Beyond so many misses for each hit the map itself is faster, as measured with short texts, */
const MOST_MISSES_PER_HIT = 2
/** and where a hit mostly spares the one lock that all threads take. */
const MOST_MISSES_PER_SPARED_LOCK = 8
/** It rests for so many times the misses that it judged by. */
const REST = 32

/** Places for each value, as long as there are no more than so many. */
const PLACES_PER_VALUE = 4
const MOST_EXTRA_PLACES = 16_384

/** Words of a place in `#proofs`, one cache line for four places. */
const RECORD = 0
const STAMP = 1
const IDENTITY = 2
/** Whether the place may keep a value: it is in `#holders`. */
const HOLDS = 3
const PLACE_BITS = 2

export class NearCache {
  /** Reads that it answered, and reads of strings and objects that it did not. */
  hits = 0
  misses = 0
  /** First word of each key's place. Dense arrays rather than an object for each: two cache lines less to load. */
  readonly #index: Map<Key, number> = new Map()
  readonly #proofs: Int32Array
  /** By place; undefined where none is kept, and then the place's stamp is never current. */
  readonly #values: unknown[] = []
  /** All entries are of this epoch. */
  #epoch = 0
  /** A field of its own: one load less on the way of each hit. */
  readonly #isCurrent: Kernel['isCurrent']
  /** What the thread's last call found. */
  readonly #results: Int32Array
  readonly #keys: Key[] = []
  readonly #places: number
  /** Where the next key goes once all places are taken. */
  #nextPlace = 0
  #passedOver = 0
  /** The places that may keep a value. */
  readonly #holders: Int32Array
  #held = 0
  /** Which of them gives way next, once there are as many as there may be. */
  #nextHolder = 0
  /** It has no key and takes none. */
  #isResting = false
  /** Misses from one judgement to the next, those that are left, and hits up to the last one. */
  readonly #judged: number
  #missesToGo: number
  #hitsBefore = 0
  readonly #mostMissesPerHit: number

  /** Keeps at most `capacity` values. */
  constructor({ kernel, results, memory }: Thread, capacity: number) {
    this.#mostMissesPerHit =
      strategyOf(memory) === 'rwlock' ? MOST_MISSES_PER_SPARED_LOCK : MOST_MISSES_PER_HIT
    this.#places = Math.max(capacity, Math.min(capacity * PLACES_PER_VALUE, MOST_EXTRA_PLACES))
    this.#holders = new Int32Array(capacity)
    this.#proofs = new Int32Array(this.#places << PLACE_BITS)
    this.#judged = Math.max(this.#places, LEAST_JUDGED)
    this.#missesToGo = this.#judged
    this.#isCurrent = kernel.isCurrent
    this.#results = results
  }

  /** Where the key is kept, with its present value or a former one. */
  placeOf(key: Key): number | undefined {
    return this.#isResting ? undefined : this.#index.get(key)
  }

  /**
   * After a read or a write for which it had nothing but perhaps the key's place. No place that was given before is to be used
   * any more.
   */
  noteMiss(place: number | undefined): void {
    const hasRoom =
      place === undefined ? this.#keys.length < this.#places : this.#held < this.#holders.length
    // As long as it has room it learns.
    if ((hasRoom && !this.#isResting) || --this.#missesToGo > 0) return
    const isWorthIt = (this.hits - this.#hitsBefore) * this.#mostMissesPerHit >= this.#judged
    if (this.#isResting || isWorthIt) {
      this.#judgeAnew()
      return
    }
    // What it has does not seem to be what will be asked for. On waking it has room, and soon knows better.
    this.clear()
    this.#isResting = true
    this.#missesToGo = REST * this.#judged
  }

  /** The value of the key in that place, if it is known to be that still, else undefined. */
  valueAt(place: number): unknown {
    const record = this.#proofs[place + RECORD] ?? 0
    const stamp = this.#proofs[place + STAMP] ?? 0
    if (this.#isCurrent(record, stamp, this.#epoch) !== 1) return undefined
    this.hits++
    return this.#values[place >> PLACE_BITS]
  }

  /** The same if the last call found the key of that place: undefined unless it found what is kept. */
  valueFound(place: number): unknown {
    if (
      this.#proofs[place + RECORD] !== this.#results[RESULT.record] ||
      this.#proofs[place + STAMP] !== this.#results[RESULT.stamp] ||
      this.#epoch !== this.#results[RESULT.epoch]
    ) {
      return undefined
    }
    this.hits++
    return this.#values[place >> PLACE_BITS]
  }

  recordAt(place: number): number {
    return this.#proofs[place + RECORD] ?? 0
  }

  identityAt(place: number): number {
    return this.#proofs[place + IDENTITY] ?? 0
  }

  get epoch(): number {
    return this.#epoch
  }

  /** After a read or write by way of a place. */
  renew(place: number, value: unknown): void {
    if (this.#proofs[place + HOLDS] === 0 && !this.#makeHolder(place)) {
      this.renewPlace(place)
      return
    }
    this.#proofs[place + STAMP] = this.#results[RESULT.stamp] ?? 0
    this.#values[place >> PLACE_BITS] = value
  }

  /** The same without the value: a stamp of the past is never current again. */
  renewPlace(place: number): void {
    this.#proofs[place + STAMP] = ((this.#results[RESULT.stamp] ?? 0) - 1) | 0
    this.#values[place >> PLACE_BITS] = undefined
  }

  /**
   * Keeps what the last call found or wrote; `place` is the key's, if it has one. The epoch is the one that was current
   * before the call loaded the cell.
   */
  remember(key: Key, place: number | undefined, value: unknown): void {
    if (this.#isResting) return
    const kept = this.#placeFor(key, place)
    if (kept >= 0) this.renew(kept, value)
  }

  /** Keeps the place only. */
  rememberPlace(key: Key, place: number | undefined): void {
    if (this.#isResting) return
    const kept = this.#placeFor(key, place)
    if (kept >= 0) this.renewPlace(kept)
  }

  clear(): void {
    this.#index.clear()
    this.#proofs.fill(0, 0, this.#keys.length << PLACE_BITS)
    this.#values.length = 0
    this.#keys.length = 0
    this.#nextPlace = 0
    this.#held = 0
    this.#nextHolder = 0
    this.#judgeAnew()
  }

  #judgeAnew(): void {
    this.#isResting = false
    this.#hitsBefore = this.hits
    this.#missesToGo = this.#judged
  }

  /** A place with the record and identity that the last call found, or -1. */
  #placeFor(key: Key, known: number | undefined): number {
    const results = this.#results
    const epoch = results[RESULT.epoch] ?? 0
    const isSameEpoch = epoch === this.#epoch
    if (!isSameEpoch) this.clear()
    this.#epoch = epoch
    const place = isSameEpoch && known !== undefined ? known : this.#admit(key)
    if (place < 0) return place
    this.#proofs[place + RECORD] = results[RESULT.record] ?? 0
    this.#proofs[place + IDENTITY] = results[RESULT.identity] ?? 0
    return place
  }

  /** A place for a key that has none, or -1. */
  #admit(key: Key): number {
    const filled = this.#keys.length
    if (filled < this.#places) {
      this.#keys.push(key)
      this.#values.push(undefined)
      this.#index.set(key, filled << PLACE_BITS)
      return filled << PLACE_BITS
    }
    if (this.#places === 0 || ++this.#passedOver % ADMIT_ONE_IN !== 0) return -1
    const oldest = this.#nextPlace
    this.#nextPlace = oldest + 1 === this.#places ? 0 : oldest + 1
    const evicted = this.#keys[oldest]
    if (evicted !== undefined) this.#index.delete(evicted)
    this.#keys[oldest] = key
    this.#index.set(key, oldest << PLACE_BITS)
    return oldest << PLACE_BITS
  }

  /** Whether the place may keep a value from now on. */
  #makeHolder(place: number): boolean {
    const holders = this.#holders
    if (this.#held < holders.length) holders[this.#held++] = place
    else {
      if (++this.#passedOver % ADMIT_ONE_IN !== 0) return false
      const next = this.#nextHolder
      this.#nextHolder = next + 1 === holders.length ? 0 : next + 1
      this.#dropValue(holders[next] ?? 0)
      holders[next] = place
    }
    this.#proofs[place + HOLDS] = 1
    return true
  }

  #dropValue(place: number): void {
    this.#proofs[place + HOLDS] = 0
    this.#proofs[place + STAMP] = ((this.#proofs[place + STAMP] ?? 0) - 1) | 0
    this.#values[place >> PLACE_BITS] = undefined
  }
}
