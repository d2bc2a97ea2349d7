/**
 * What this thread has read, with the proof that it is still so: a key's record, the stamp its cell had, and the epoch.
 * A hit is one look into a Map and one call that compares stamp and epoch with shared memory; equal means that nobody
 * has written the key since. Nothing is ever invalidated by message, and nothing stale is ever returned.
 *
 * An entry also gives the record of a key to be written, so that neither is the key encoded nor the table probed; for
 * that its record must still be the key's, which its identity proves.
 */
import type { Key } from './map.ts'

/** Once full, one in so many misses takes a place: a scan does not empty the cache, and a hot key soon gets in. */
const ADMIT_ONE_IN = 8

export class NearCache {
  /** Place of each key. Dense arrays rather than an object for each: two cache lines less to load. */
  readonly index: Map<Key, number> = new Map()
  /** Record and stamp of each place, side by side. */
  readonly proofs: Int32Array
  readonly identities: Int32Array
  readonly values: unknown[] = []
  readonly #keys: Key[] = []
  /** All entries are of this epoch. */
  epoch = 0
  readonly #capacity: number
  /** Where the next key goes once all places are taken. */
  #hand = 0
  #misses = 0

  constructor(capacity: number) {
    this.#capacity = capacity
    this.proofs = new Int32Array(capacity * 2)
    this.identities = new Int32Array(capacity)
  }

  /** Keeps what a call found. The epoch is the one that was current before the cell was loaded. */
  remember(
    key: Key,
    record: number,
    identity: number,
    stamp: number,
    epoch: number,
    value: unknown,
  ): void {
    if (epoch !== this.epoch) this.#begin(epoch)
    const place = this.index.get(key) ?? this.#admit(key)
    if (place < 0) return
    this.proofs[place * 2] = record
    this.proofs[place * 2 + 1] = stamp
    this.identities[place] = identity
    this.values[place] = value
  }

  /** Keeps the place only: a stamp of the past is never current again. */
  rememberPlace(key: Key, record: number, identity: number, stamp: number, epoch: number): void {
    this.remember(key, record, identity, (stamp - 1) | 0, epoch, undefined)
  }

  clear(): void {
    this.index.clear()
    this.values.length = 0
    this.#keys.length = 0
    this.#hand = 0
  }

  #begin(epoch: number): void {
    this.clear()
    this.epoch = epoch
  }

  /** A place for a new key, or -1. */
  #admit(key: Key): number {
    const filled = this.#keys.length
    if (filled < this.#capacity) {
      this.#keys.push(key)
      this.values.push(undefined)
      this.index.set(key, filled)
      return filled
    }
    if (this.#capacity === 0 || ++this.#misses % ADMIT_ONE_IN !== 0) return -1
    const place = this.#hand
    this.#hand = place + 1 === this.#capacity ? 0 : place + 1
    const evicted = this.#keys[place]
    if (evicted !== undefined) this.index.delete(evicted)
    this.#keys[place] = key
    this.index.set(key, place)
    return place
  }
}
