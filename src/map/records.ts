/**
 * One instance's way to the records of a map: by way of what its near cache knows, or else of the key. What an operation
 * means, and what types it has, is the face's business (shared-map.ts).
 */
import { KeyWriter, keyTypeError, LONG } from '../codec/keys.ts'
import { DOES_NOT_FIT, writeText } from '../codec/text.ts'
import { CHANGED, type Encoding, fullError, TAG, type ValueIO } from '../codec/values.ts'
import { ClosedError, ValueError } from '../errors.ts'
import { type Kernel, type Strategy, strategyOf } from '../memory/kernel.ts'
import { RESULT, RESULT_F64, type Thread } from '../memory/thread.ts'
import type { Key } from './map.ts'
import { NearCache } from './near-cache.ts'
import { copySegment, readKey } from './walk.ts'

/** kernel/strategies/lock-free/numbers.ts: the result is not a plain number, or happens to be this one. */
const SEE_TAG = -5.1e-308
/** Conditions and results of kernel/strategies/lock-free/outcomes.ts. */
export const ALWAYS = 0
export const IF_ABSENT = 1
export const IF_VERSION = 2
const FULL = -1
const WRONG_TYPE = -2
/** Strategies whose `putKnown` is always stale: they lock by the key, which a known record does not give. */
const LOCKED_BY_KEY: readonly (Strategy | undefined)[] = ['rwlock', 'sharded']
/** Tags up to this one are of values that nobody can change: a near cache may keep what was set. */
const LAST_IMMUTABLE = TAG.text

export interface Found {
  readonly encoding: Encoding
  readonly version: number
}

export class Records {
  readonly near: NearCache
  readonly #thread: Thread
  readonly #keys: KeyWriter
  readonly #values: ValueIO
  /** Every call goes through this one, so that closing it closes all. */
  #kernel: Kernel
  /** Whether a record can be written without its key. */
  readonly #writesKnown: boolean

  /** A near cache of at most `capacity` values. */
  constructor(thread: Thread, values: ValueIO, capacity: number) {
    this.#thread = thread
    this.#kernel = thread.kernel
    this.#values = values
    this.#keys = new KeyWriter(thread)
    this.near = new NearCache(thread, capacity)
    this.#writesKnown = !LOCKED_BY_KEY.includes(strategyOf(thread.memory))
  }

  /** @throws {ClosedError} for any call of it, once closed */
  get kernel(): Kernel {
    return this.#kernel
  }

  get isClosed(): boolean {
    return this.#kernel === CLOSED
  }

  close(): void {
    this.#kernel = CLOSED
    this.near.clear()
  }

  // Reading

  get(key: Key): unknown {
    if (typeof key === 'string') {
      const place = this.near.placeOf(key)
      const kept = place === undefined ? undefined : this.near.valueAt(place)
      return kept === undefined ? this.#getText(key, place) : kept
    }
    if (typeof key !== 'number') throw keyTypeError(key)
    const value = this.#kernel.getNumber(key)
    return value === SEE_TAG ? this.#seeTag(key) : value
  }

  /** `place` is the key's in the near cache, out of date, if it has one. */
  #getText(key: string, place: number | undefined): unknown {
    this.near.misses++
    const renewed = place === undefined ? undefined : this.#getKnown(place)
    const value = renewed === undefined ? this.#getByKey(key, place) : renewed
    this.near.noteMiss(place)
    return value
  }

  #getByKey(key: string, place: number | undefined): unknown {
    while (true) {
      this.#keys.writeText(key)
      const tag = this.#kernel.get(this.#keys.kind, this.#keys.key)
      if (tag === TAG.none) return undefined
      const value = this.#values.read(tag)
      if (value === CHANGED) continue
      this.near.remember(key, place, value)
      return value
    }
  }

  /**
   * The value of the record that the near cache knows, if it is still the key's: neither is the key encoded nor the table
   * probed. Within the same epoch, for after a `clear` the old records live on until they are swept.
   */
  #getKnown(place: number): unknown {
    const near = this.near
    const tag = this.#kernel.readKnown(near.recordAt(place), near.identityAt(place))
    if (tag === TAG.none || this.#thread.results[RESULT.epoch] !== near.epoch) return undefined
    const value = this.#values.read(tag)
    if (value === CHANGED) return undefined
    near.renew(place, value)
    return value
  }

  /** After `getNumber` pointed to the results. */
  #seeTag(key: number): unknown {
    let tag = this.#thread.results[RESULT.tag]
    while (true) {
      if (tag === undefined || tag === TAG.none) return undefined
      if (tag === TAG.number || tag === TAG.special) return this.#values.read(tag)
      const place = this.near.placeOf(key)
      const kept = place === undefined ? undefined : this.near.valueFound(place)
      if (kept !== undefined) return kept
      this.near.misses++
      const value = this.#values.read(tag)
      if (value !== CHANGED) {
        this.near.remember(key, place, value)
        this.near.noteMiss(place)
        return value
      }
      this.#keys.write(key)
      tag = this.#kernel.get(this.#keys.kind, this.#keys.key)
    }
  }

  has(key: Key): boolean {
    this.#keys.write(key)
    return this.#kernel.has(this.#keys.kind, this.#keys.key) !== 0
  }

  /** The key's value, undecoded, and its version. */
  find(key: Key): Found | undefined {
    while (true) {
      this.#keys.write(key)
      const tag = this.#kernel.get(this.#keys.kind, this.#keys.key)
      if (tag === TAG.none) return undefined
      const version = this.#thread.numbers[RESULT_F64.version] ?? 0
      const encoding = this.#values.readEncoding(tag)
      if (encoding !== CHANGED) return { encoding, version }
    }
  }

  /** The slot of the thread that wrote the key last, be it to delete it; undefined if nothing is left that tells. */
  writerOf(key: Key): number | undefined {
    this.#keys.write(key)
    const writer = this.#kernel.writerOf(this.#keys.kind, this.#keys.key)
    return writer < 0 ? undefined : writer
  }

  /** Every entry, weakly consistent. */
  *walk(): Generator<{ key: Key; value: unknown }> {
    for (let index = 0; index < this.#kernel.segments(); index++) {
      const records = copySegment(this.#thread, index)
      for (let i = 0; i < records.length; i += 2) {
        const entry = this.#readEntry(records[i] ?? 0, records[i + 1] ?? 0)
        if (entry !== undefined) yield entry
      }
    }
  }

  #readEntry(record: number, identity: number): { key: Key; value: unknown } | undefined {
    const key = readKey(this.#thread, record, identity)
    if (key === undefined) return undefined
    while (true) {
      const tag = this.#kernel.readWalked(record, identity)
      if (tag === TAG.none) return undefined
      const place = this.near.placeOf(key)
      const kept = place === undefined ? undefined : this.near.valueFound(place)
      const value = kept ?? this.#values.read(tag)
      if (value !== CHANGED) return { key, value }
    }
  }

  // Writing

  set(key: Key, value: unknown): void {
    if (typeof key === 'number' && typeof value === 'number') {
      if (this.#kernel.putNumber(key, value) < 0) throw fullError()
      return
    }
    if (typeof key !== 'string') {
      this.put(key, value, this.#values.encode(value), ALWAYS, 0)
      return
    }
    // Before the place is looked for: it may run the caller's code.
    const encoding = typeof value === 'string' ? undefined : this.#values.encode(value)
    const place = this.near.placeOf(key)
    if (place !== undefined && this.#writesKnown) {
      if (typeof value === 'string' && this.#setText(place, value)) return
      if (encoding !== undefined && this.#setKnown(place, value, encoding)) return
    }
    this.#put(key, place, value, encoding ?? this.#values.encode(value), ALWAYS, 0)
    if (place === undefined) this.near.noteMiss(place)
  }

  /** As `#setKnown`, without an encoding to be made for what most values are. */
  #setText(place: number, value: string): boolean {
    const length = writeText(this.#thread, value, 0)
    if (length === DOES_NOT_FIT) return this.#setKnown(place, value, this.#values.encode(value))
    return this.#putKnown(place, value, true, TAG.text, length, 0)
  }

  /** Stores into the record that the near cache knows for the key; false if it is another key's by now. */
  #setKnown(place: number, value: unknown, { tag, content }: Encoding): boolean {
    const values = this.#values
    values.write(tag, content, 0, false)
    const isImmutable = tag <= LAST_IMMUTABLE
    return this.#putKnown(place, value, isImmutable, values.tag, values.length, values.number)
  }

  #putKnown(
    place: number,
    value: unknown,
    isImmutable: boolean,
    tag: number,
    length: number,
    number: number,
  ): boolean {
    const near = this.near
    const result = this.#kernel.putKnown(
      near.recordAt(place),
      near.identityAt(place),
      near.epoch,
      tag,
      length,
      number,
    )
    if (result === FULL) throw fullError()
    if (result < 0) return false
    if (isImmutable) near.renew(place, value)
    else near.renewPlace(place)
    return true
  }

  /** Whether the condition held and the value was stored. */
  put(key: Key, value: unknown, encoding: Encoding, condition: number, version: number): boolean {
    const place = typeof key === 'string' ? this.near.placeOf(key) : undefined
    return this.#put(key, place, value, encoding, condition, version)
  }

  /** `place` is the key's in the near cache, if it has one. */
  #put(
    key: Key,
    place: number | undefined,
    value: unknown,
    { tag, content }: Encoding,
    condition: number,
    version: number,
  ): boolean {
    const keys = this.#keys
    const values = this.#values
    keys.write(key)
    const isLong = (keys.kind & LONG) !== 0
    values.write(tag, content, keys.end, isLong)
    // What is staged goes through the window, where the key stood.
    if (values.isStaged && !isLong) keys.write(key)
    const result = this.#kernel.put(
      keys.kind,
      keys.key,
      condition,
      version,
      values.tag,
      values.length,
      keys.end,
      values.number,
    )
    if (result === FULL) throw fullError()
    if (result <= 0) return false
    if (typeof key === 'string') {
      if (tag <= LAST_IMMUTABLE) this.near.remember(key, place, value)
      else this.near.rememberPlace(key, place)
    }
    return true
  }

  /** Whether there was a value and the condition held. */
  remove(key: Key, condition: number, version: number): boolean {
    this.#keys.write(key)
    return this.#kernel.remove(this.#keys.kind, this.#keys.key, condition, version) > 0
  }

  /** @throws {ValueError} `ERR_VALUE_TYPE` */
  increment(key: Key, by: number): number {
    this.#keys.write(key)
    const result = this.#kernel.increment(this.#keys.kind, this.#keys.key, by)
    if (result === FULL) throw fullError()
    if (result === WRONG_TYPE) {
      throw new ValueError('ERR_VALUE_TYPE', 'the value of this key is not a number')
    }
    return this.#thread.numbers[RESULT_F64.number] ?? 0
  }
}

/** The kernel of a closed instance: whatever is called, it refuses. */
const CLOSED: Kernel = new Proxy(Object.create(null), {
  get() {
    throw new ClosedError('this instance was closed: attach to the handle again')
  },
})
