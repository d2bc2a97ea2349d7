/** The map that threads share: the contract of map.ts over the kernel's lock-free strategy. */
import { KeyWriter, keyTypeError, LONG } from '../codec/keys.ts'
import { DOES_NOT_FIT, LENGTH_MASK, writeText } from '../codec/text.ts'
import {
  CHANGED,
  type Content,
  type Encoding,
  fullError,
  sameEncoding,
  TAG,
  ValueIO,
} from '../codec/values.ts'
import { ClosedError, isSelvedgeError, OptionError, ReentryError, ValueError } from '../errors.ts'
import type { Kernel } from '../memory/kernel.ts'
import { createMemory } from '../memory/shared-memory.ts'
import { RESULT, RESULT_F64, type Thread } from '../memory/thread.ts'
import { acquire, dismiss, reapEverywhere, threadIdOf } from '../memory/threads.ts'
import { PAGE } from '../memory/webassembly.ts'
import { handleOf, type Ticket, ticket, ticketOf } from './handle.ts'
import type {
  ConcurrentMap,
  Key,
  MapStats,
  SharedMapHandle,
  Value,
  VerifyReport,
  Versioned,
} from './map.ts'
import { NearCache } from './near-cache.ts'
import {
  type AttachOptions,
  checkCodec,
  checkFreeze,
  checkInteger,
  checkMaxBytes,
  checkName,
  checkNearCache,
  checkOptions,
  checkStrategy,
  type SharedMapOptions,
} from './options.ts'
import { verifyHeapAndTables } from './verify/verify.ts'
import { copySegment, readKey } from './walk.ts'

/** kernel/strategies/lock-free/numbers.ts: the result is not a plain number, or happens to be this one. */
const SEE_TAG = -5.1e-308
/** Conditions and results of kernel/strategies/lock-free/write.ts. */
const ALWAYS = 0
const IF_ABSENT = 1
const IF_VERSION = 2
const FULL = -1
const WRONG_TYPE = -2
/** Tags up to this one are of values that nobody can change: a near cache may keep what was set. */
const LAST_IMMUTABLE = TAG.text

/** Runs of an `update` whose function wrote, and that lost its key to somebody: so often only to itself. */
const MOST_OWN_WRITES = 1000

/** The longest value is a quarter of the map, and what a length word can say. */
const VALUE_SHARE = 4

export class SharedMap<K extends Key, V extends Value<V>> implements ConcurrentMap<K, V> {
  readonly #ticket: Ticket
  readonly #thread: Thread
  readonly #near: NearCache
  readonly #keys: KeyWriter
  readonly #values: ValueIO
  /** Every call goes through this one, so that closing it closes all. */
  #kernel: Kernel

  /**
   * Makes a new map and attaches the calling thread to it.
   *
   * @throws {OptionError} `ERR_OPTION` @throws {FullError} `ERR_FULL` if the system cannot reserve `maxBytes`
   */
  constructor(options?: SharedMapOptions)
  /** Not for use: `SharedMap.attach` is. */
  constructor(options: AttachOptions, existing: Ticket)
  constructor(options: SharedMapOptions = {}, existing?: Ticket) {
    checkOptions(options)
    const capacity = checkNearCache(options.nearCache)
    const freeze = checkFreeze(options.freeze)
    const codec = checkCodec(options.codec)
    this.#ticket = existing ?? makeTicket(options)
    this.#thread = acquire(this.#ticket.memory)
    this.#kernel = this.#thread.kernel
    this.#near = new NearCache(this.#thread, capacity)
    this.#keys = new KeyWriter(this.#thread)
    const mostBytes = Math.min(Math.floor(this.#ticket.maxBytes / VALUE_SHARE), LENGTH_MASK)
    this.#values = new ValueIO(this.#thread, mostBytes, codec, freeze)
  }

  /**
   * Attaches the calling thread to an existing map; as often as you like, each instance with a near cache of its own.
   * A few milliseconds at any size.
   *
   * @throws {HandleError} `ERR_HANDLE_INVALID`, `ERR_HANDLE_VERSION` @throws {ThreadsExhaustedError} @throws {OptionError}
   */
  static attach<K extends Key, V extends Value<V>>(
    handle: SharedMapHandle<K, V>,
    options: AttachOptions = {},
  ): SharedMap<K, V> {
    return new SharedMap<K, V>(options, ticketOf(handle))
  }

  /**
   * The explicit word that a worker is gone, for runtimes that do not tell (Bun): takes back what it held in every map
   * that the calling thread is attached to. Returns the number of slots. The worker must have ended.
   */
  static reap(worker: { readonly threadId: number } | number): number {
    const id = typeof worker === 'object' && worker !== null ? idOf(worker) : worker
    return reapEverywhere(checkInteger('worker', id, 1, Number.MAX_SAFE_INTEGER))
  }

  // Reading

  /** The key's value, or undefined. O(1); a value read before and not written since costs two loads. Linearizable. */
  get(key: K): V | undefined
  get(key: Key): unknown {
    if (typeof key === 'string') {
      const place = this.#near.placeOf(key)
      const kept = place === undefined ? undefined : this.#near.valueAt(place)
      return kept === undefined ? this.#getText(key, place) : kept
    }
    if (typeof key !== 'number') throw keyTypeError(key)
    const value = this.#kernel.getNumber(key)
    return value === SEE_TAG ? this.#seeTag(key) : value
  }

  /** `place` is the key's in the near cache, out of date, if it has one. */
  #getText(key: string, place: number | undefined): unknown {
    this.#near.misses++
    const renewed = place === undefined ? undefined : this.#getKnown(place)
    if (renewed !== undefined) return renewed
    while (true) {
      this.#keys.writeText(key)
      const tag = this.#kernel.get(this.#keys.kind, this.#keys.key)
      if (tag === TAG.none) return undefined
      const value = this.#values.read(tag)
      if (value === CHANGED) continue
      this.#near.remember(key, place, value)
      return value
    }
  }

  /**
   * The value of the record that the near cache knows, if it is still the key's: neither is the key encoded nor the table
   * probed. Within the same epoch, for after a `clear` the old records live on until they are swept.
   */
  #getKnown(place: number): unknown {
    const near = this.#near
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
      const kept = this.#near.valueFound(key)
      if (kept !== undefined) return kept
      this.#near.misses++
      const value = this.#values.read(tag)
      if (value !== CHANGED) {
        this.#near.remember(key, this.#near.placeOf(key), value)
        return value
      }
      this.#keys.write(key)
      tag = this.#kernel.get(this.#keys.kind, this.#keys.key)
    }
  }

  /** O(1). */
  has(key: K): boolean {
    this.#keys.write(key)
    return this.#kernel.has(this.#keys.kind, this.#keys.key) !== 0
  }

  /** The value with its version. O(1). */
  getVersioned(key: K): Versioned<V> | undefined
  getVersioned(key: Key): Versioned<unknown> | undefined {
    const found = this.#find(key)
    if (found === undefined) return undefined
    return { value: this.#values.decode(found.encoding), version: found.version }
  }

  /** The key's value, undecoded, and its version. */
  #find(key: Key): { encoding: Encoding; version: number } | undefined {
    while (true) {
      this.#keys.write(key)
      const tag = this.#kernel.get(this.#keys.kind, this.#keys.key)
      if (tag === TAG.none) return undefined
      const version = this.#thread.numbers[RESULT_F64.version] ?? 0
      const encoding = this.#values.readEncoding(tag)
      if (encoding !== CHANGED) return { encoding, version }
    }
  }

  // Writing

  /**
   * Stores the value. O(1). Linearizable.
   *
   * @throws {KeyError} @throws {ValueError} @throws {FullError} each leaves the map as it was
   */
  set(key: K, value: V): this
  set(key: Key, value: unknown): this {
    if (typeof key === 'number' && typeof value === 'number') {
      if (this.#kernel.putNumber(key, value) < 0) throw fullError()
      return this
    }
    if (typeof key === 'string' && typeof value === 'string' && this.#setText(key, value)) {
      return this
    }
    const { tag, content } = this.#values.encode(value)
    this.#setContent(key, value, tag, content)
    return this
  }

  /** The shortest way for a text under a key that the near cache knows; false if it is not to be had. */
  #setText(key: string, value: string): boolean {
    const near = this.#near
    const place = near.placeOf(key)
    if (place === undefined) return false
    const length = writeText(this.#thread, value, 0)
    if (length === DOES_NOT_FIT) return false
    const result = this.#kernel.putKnown(
      near.recordAt(place),
      near.identityAt(place),
      near.epoch,
      TAG.text,
      length,
      0,
    )
    if (result === FULL) throw fullError()
    if (result < 0) return false
    near.renew(place, value)
    return true
  }

  #setContent(key: Key, value: unknown, tag: number, content: Content): void {
    if (typeof key === 'string') {
      const place = this.#near.placeOf(key)
      if (place !== undefined && this.#setKnown(place, value, tag, content)) return
    }
    this.#put(key, value, tag, content, ALWAYS, 0)
  }

  /** Stores into the record that the near cache knows for the key; false if it is another key's by now. */
  #setKnown(place: number, value: unknown, tag: number, content: Content): boolean {
    const near = this.#near
    const values = this.#values
    values.write(tag, content, 0, false)
    const result = this.#kernel.putKnown(
      near.recordAt(place),
      near.identityAt(place),
      near.epoch,
      values.tag,
      values.length,
      values.number,
    )
    if (result === FULL) throw fullError()
    if (result < 0) return false
    if (tag <= LAST_IMMUTABLE) near.renew(place, value)
    else near.renewPlace(place)
    return true
  }

  /** Whether the condition held and the value was stored. */
  #put(
    key: Key,
    value: unknown,
    tag: number,
    content: Content,
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
      const place = this.#near.placeOf(key)
      if (tag <= LAST_IMMUTABLE) this.#near.remember(key, place, value)
      else this.#near.rememberPlace(key, place)
    }
    return true
  }

  #putEncoded(
    key: Key,
    value: unknown,
    { tag, content }: Encoding,
    condition: number,
    version: number,
  ): boolean {
    return this.#put(key, value, tag, content, condition, version)
  }

  /** True if the key had a value. O(1). */
  delete(key: K): boolean {
    return this.#remove(key, ALWAYS, 0)
  }

  #remove(key: Key, condition: number, version: number): boolean {
    this.#keys.write(key)
    return this.#kernel.remove(this.#keys.kind, this.#keys.key, condition, version) > 0
  }

  /** Removes every entry, at one instant for all threads. The instant is O(1), giving the memory back O(entries). */
  clear(): void {
    this.#kernel.clear()
    this.#near.clear()
  }

  /** The value the key has, or else the given one, now stored. */
  getOrInsert(key: K, value: V): V {
    const found = this.get(key)
    if (found !== undefined) return found
    const encoding = this.#values.encode(value)
    while (true) {
      if (this.#putEncoded(key, value, encoding, IF_ABSENT, 0)) return value
      const winner = this.get(key)
      if (winner !== undefined) return winner
    }
  }

  /** The same with a value computed if needed. Several threads may compute; all receive the one that was first. */
  getOrInsertComputed(key: K, compute: (key: K) => V | undefined): V | undefined {
    const found = this.get(key)
    if (found !== undefined) return found
    const computed = compute(key)
    return computed === undefined ? this.get(key) : this.getOrInsert(key, computed)
  }

  /** Stores the value and returns the one it replaced. */
  swap(key: K, value: V): V | undefined
  swap(key: Key, value: unknown): unknown {
    const encoding = this.#values.encode(value)
    while (true) {
      const found = this.#find(key)
      if (!this.#putEncoded(key, value, encoding, IF_VERSION, found?.version ?? 0)) continue
      return found === undefined ? undefined : this.#values.decode(found.encoding)
    }
  }

  /** Deletes the key and returns the value it had. */
  take(key: K): V | undefined
  take(key: Key): unknown {
    while (true) {
      const found = this.#find(key)
      if (found === undefined) return undefined
      if (this.#remove(key, IF_VERSION, found.version)) return this.#values.decode(found.encoding)
    }
  }

  /**
   * Adds to the key's number, 0 if absent, and returns the sum. One CAS for integers up to 2^21.
   *
   * @throws {ValueError} `ERR_VALUE_TYPE` if the value, or `by`, is not a number
   */
  increment(key: K, by = 1): number {
    if (typeof by !== 'number') {
      throw new ValueError('ERR_VALUE_TYPE', `a number is added by a number, not ${typeof by}`)
    }
    this.#keys.write(key)
    const result = this.#kernel.increment(this.#keys.kind, this.#keys.key, by)
    if (result === FULL) throw fullError()
    if (result === WRONG_TYPE) {
      throw new ValueError('ERR_VALUE_TYPE', 'the value of this key is not a number')
    }
    return this.#thread.numbers[RESULT_F64.number] ?? 0
  }

  /** Stores the value if the present one has the same encoding as `expected`; undefined stands for absent. */
  compareAndSet(key: K, expected: V | undefined, value: V): boolean {
    const encoding = this.#values.encode(value)
    if (expected === undefined) return this.#putEncoded(key, value, encoding, IF_ABSENT, 0)
    const wanted = this.#values.encode(expected)
    while (true) {
      const found = this.#find(key)
      if (found === undefined || !sameEncoding(found.encoding, wanted)) return false
      if (this.#putEncoded(key, value, encoding, IF_VERSION, found.version)) return true
    }
  }

  /** Deletes the key if its value has the same encoding as `expected`. */
  compareAndDelete(key: K, expected: V): boolean {
    const wanted = this.#values.encode(expected)
    while (true) {
      const found = this.#find(key)
      if (found === undefined || !sameEncoding(found.encoding, wanted)) return false
      if (this.#remove(key, IF_VERSION, found.version)) return true
    }
  }

  /** Replaces the value by what `change` makes of it, again if another thread wrote meanwhile; undefined deletes. */
  update(key: K, change: (old: V | undefined) => V | undefined): V | undefined {
    let ownWrites = 0
    while (true) {
      const found = this.getVersioned(key)
      const written = this.#kernel.written()
      const next = change(found?.value)
      const encoding = next === undefined ? undefined : this.#values.encode(next)
      const hasWritten = this.#kernel.written() !== written
      const isDone =
        encoding === undefined || next === undefined
          ? found === undefined || this.#remove(key, IF_VERSION, found.version)
          : this.#putEncoded(key, next, encoding, IF_VERSION, found?.version ?? 0)
      if (isDone) return next
      if (hasWritten && ++ownWrites === MOST_OWN_WRITES) {
        throw new ReentryError(
          'the function of this update writes the key itself: only return the value',
        )
      }
    }
  }

  /** Stores the value if the key still has that version; version 0 stands for absent. */
  setIfVersion(key: K, value: V, version: number): boolean {
    if (!Number.isSafeInteger(version) || version < 0) {
      throw new OptionError(`version: one that getVersioned gave, or 0, not ${String(version)}`)
    }
    return this.#putEncoded(key, value, this.#values.encode(value), IF_VERSION, version)
  }

  // Bulk

  /** Sets one after the other; a bad entry stops it, and the error's `index` tells which. */
  setMany(entries: Iterable<readonly [K, V]>): void {
    let index = 0
    for (const [key, value] of entries) {
      try {
        this.set(key, value)
      } catch (error) {
        if (isSelvedgeError(error)) error.index = index
        throw error
      }
      index++
    }
  }

  getMany(keys: Iterable<K>): (V | undefined)[] {
    const values: (V | undefined)[] = []
    for (const key of keys) values.push(this.get(key))
    return values
  }

  /** A plain copy, weakly consistent as iteration is. */
  toMap(): Map<K, V> {
    return new Map(this.entries())
  }

  // Iterating

  /** Entries; exact when no write is under way. O(threads). */
  get size(): number {
    return this.#kernel.size()
  }

  keys(): IterableIterator<K>
  *keys(): IterableIterator<Key> {
    for (const { key } of this.#walk()) yield key
  }

  values(): IterableIterator<V>
  *values(): IterableIterator<unknown> {
    for (const { value } of this.#walk()) yield value
  }

  entries(): IterableIterator<[K, V]>
  *entries(): IterableIterator<[Key, unknown]> {
    for (const { key, value } of this.#walk()) yield [key, value]
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.entries()
  }

  forEach(visit: (value: V, key: K, map: this) => void, thisArg?: unknown): void {
    for (const [key, value] of this.entries()) visit.call(thisArg, value, key, this)
  }

  *#walk(): Generator<{ key: Key; value: unknown }> {
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
      const tag = this.#kernel.readKnown(record, identity)
      if (tag === TAG.none) return undefined
      const value = this.#near.valueFound(key) ?? this.#values.read(tag)
      if (value !== CHANGED) return { key, value }
    }
  }

  // Life

  /** The ticket for other threads. */
  get handle(): SharedMapHandle<K, V> {
    this.#kernel.size()
    return handleOf(this.#ticket)
  }

  /** Ends this instance; the map lives on as long as any thread has it. Closing twice is closing once. */
  close(): void {
    if (this.#kernel === CLOSED) return
    this.#kernel = CLOSED
    this.#near.clear()
    dismiss(this.#thread)
  }

  [Symbol.dispose](): void {
    this.close()
  }

  /** Figures of the map, and of this instance's near cache. O(threads + maxBytes / 16 KiB). */
  stats(): MapStats {
    const kernel = this.#kernel
    const { name, strategy, maxBytes } = this.#ticket
    return {
      name,
      strategy,
      size: kernel.size(),
      usedBytes: kernel.usedBytes(),
      committedBytes: kernel.committedPages() * PAGE,
      maxBytes,
      threads: kernel.threads(),
      retries: kernel.retries(),
      lockWaits: kernel.waits(),
      growths: kernel.growths(),
      reaped: kernel.reaped(),
      nearHits: this.#near.hits,
      nearMisses: this.#near.misses,
    }
  }

  /**
   * Walks every structure and checks its invariants. While other threads write, blocks on their way cannot be accounted
   * for: `heap` tells. O(everything).
   *
   * @throws {CorruptError} `ERR_CORRUPT` with what is wrong
   */
  verify(): VerifyReport {
    this.#kernel.settle()
    return verifyHeapAndTables(this.#thread)
  }
}

function idOf(worker: { readonly threadId: number }): number {
  return threadIdOf(worker) ?? worker.threadId
}

function makeTicket(options: SharedMapOptions): Ticket {
  const maxBytes = checkMaxBytes(options.maxBytes)
  const strategy = checkStrategy(options.strategy)
  const name = checkName(options.name)
  return ticket(createMemory(maxBytes), maxBytes, strategy, name)
}

/** The kernel of a closed instance: whatever is called, it refuses. */
const CLOSED: Kernel = new Proxy(Object.create(null), {
  get() {
    throw new ClosedError('this instance was closed: attach to the handle again')
  },
})
