/** The map that threads share: the contract of map.ts over the records of the kernel. */
import { LENGTH_MASK } from '../codec/text.ts'
import { sameEncoding, ValueIO } from '../codec/values.ts'
import { isSelvedgeError, OptionError, ReentryError, ValueError } from '../errors.ts'
import { createMemory } from '../memory/shared-memory.ts'
import type { Thread } from '../memory/thread.ts'
import { acquire, dismiss, reapEverywhere, threadIdOf } from '../memory/threads.ts'
import { PAGE } from '../memory/webassembly.ts'
import { GuardedRecords } from './guarded-records.ts'
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
import {
  type AttachOptions,
  checkCodec,
  checkFreeze,
  checkGuard,
  checkInteger,
  checkMaxBytes,
  checkName,
  checkNearCache,
  checkOnConflict,
  checkOptions,
  checkShards,
  checkStrategy,
  type SharedMapOptions,
} from './options.ts'
import { ALWAYS, IF_ABSENT, IF_VERSION, Records } from './records.ts'
import { verifyHeapAndTables } from './verify/verify.ts'

/** Runs of an `update` whose function wrote, and that lost its key to somebody: so often only to itself. */
const MOST_OWN_WRITES = 1000

/** The longest value is a quarter of the map, and what a length word can say. */
const VALUE_SHARE = 4

export class SharedMap<K extends Key, V extends Value<V>> implements ConcurrentMap<K, V> {
  readonly #ticket: Ticket
  readonly #thread: Thread
  readonly #values: ValueIO
  readonly #records: Records

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
    const isGuarded = checkGuard(options.guard)
    this.#ticket = existing ?? makeTicket(options)
    this.#thread = acquire(this.#ticket.memory)
    const mostBytes = Math.min(Math.floor(this.#ticket.maxBytes / VALUE_SHARE), LENGTH_MASK)
    this.#values = new ValueIO(this.#thread, mostBytes, codec, freeze)
    const Way = isGuarded ? GuardedRecords : Records
    this.#records = new Way(this.#thread, this.#values, capacity)
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
    return this.#records.get(key)
  }

  /** O(1). */
  has(key: K): boolean {
    return this.#records.has(key)
  }

  /** The value with its version. O(1). */
  getVersioned(key: K): Versioned<V> | undefined
  getVersioned(key: Key): Versioned<unknown> | undefined {
    const found = this.#records.find(key)
    if (found === undefined) return undefined
    return { value: this.#values.decode(found.encoding), version: found.version }
  }

  // Writing

  /**
   * Stores the value. O(1). Linearizable.
   *
   * @throws {KeyError} @throws {ValueError} @throws {FullError} each leaves the map as it was
   */
  set(key: K, value: V): this
  set(key: Key, value: unknown): this {
    this.#records.set(key, value)
    return this
  }

  /** True if the key had a value. O(1). */
  delete(key: K): boolean {
    return this.#records.remove(key, ALWAYS, 0)
  }

  /** Removes every entry, at one instant for all threads. The instant is O(1), giving the memory back O(entries). */
  clear(): void {
    this.#records.kernel.clear()
    this.#records.near.clear()
  }

  /** The value the key has, or else the given one, now stored. */
  getOrInsert(key: K, value: V): V {
    const found = this.get(key)
    if (found !== undefined) return found
    const encoding = this.#values.encode(value)
    while (true) {
      if (this.#records.put(key, value, encoding, IF_ABSENT, 0)) return value
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
      const found = this.#records.find(key)
      if (!this.#records.put(key, value, encoding, IF_VERSION, found?.version ?? 0)) continue
      return found === undefined ? undefined : this.#values.decode(found.encoding)
    }
  }

  /** Deletes the key and returns the value it had. */
  take(key: K): V | undefined
  take(key: Key): unknown {
    while (true) {
      const found = this.#records.find(key)
      if (found === undefined) return undefined
      if (this.#records.remove(key, IF_VERSION, found.version))
        return this.#values.decode(found.encoding)
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
    return this.#records.increment(key, by)
  }

  /** Stores the value if the present one has the same encoding as `expected`; undefined stands for absent. */
  compareAndSet(key: K, expected: V | undefined, value: V): boolean {
    const encoding = this.#values.encode(value)
    if (expected === undefined) return this.#records.put(key, value, encoding, IF_ABSENT, 0)
    const wanted = this.#values.encode(expected)
    while (true) {
      const found = this.#records.find(key)
      if (found === undefined || !sameEncoding(found.encoding, wanted)) return false
      if (this.#records.put(key, value, encoding, IF_VERSION, found.version)) return true
    }
  }

  /** Deletes the key if its value has the same encoding as `expected`. */
  compareAndDelete(key: K, expected: V): boolean {
    const wanted = this.#values.encode(expected)
    while (true) {
      const found = this.#records.find(key)
      if (found === undefined || !sameEncoding(found.encoding, wanted)) return false
      if (this.#records.remove(key, IF_VERSION, found.version)) return true
    }
  }

  /** Replaces the value by what `change` makes of it, again if another thread wrote meanwhile; undefined deletes. */
  update(key: K, change: (old: V | undefined) => V | undefined): V | undefined {
    let ownWrites = 0
    while (true) {
      const found = this.getVersioned(key)
      const written = this.#records.kernel.written()
      const next = change(found?.value)
      const encoding = next === undefined ? undefined : this.#values.encode(next)
      const hasWritten = this.#records.kernel.written() !== written
      const isDone =
        encoding === undefined || next === undefined
          ? found === undefined || this.#records.remove(key, IF_VERSION, found.version)
          : this.#records.put(key, next, encoding, IF_VERSION, found?.version ?? 0)
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
    return this.#records.put(key, value, this.#values.encode(value), IF_VERSION, version)
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
    return this.#records.kernel.size()
  }

  keys(): IterableIterator<K>
  *keys(): IterableIterator<Key> {
    for (const { key } of this.#records.walk()) yield key
  }

  values(): IterableIterator<V>
  *values(): IterableIterator<unknown> {
    for (const { value } of this.#records.walk()) yield value
  }

  entries(): IterableIterator<[K, V]>
  *entries(): IterableIterator<[Key, unknown]> {
    for (const { key, value } of this.#records.walk()) yield [key, value]
  }

  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.entries()
  }

  forEach(visit: (value: V, key: K, map: this) => void, thisArg?: unknown): void {
    for (const [key, value] of this.entries()) visit.call(thisArg, value, key, this)
  }

  // Life

  /** The ticket for other threads. */
  get handle(): SharedMapHandle<K, V> {
    this.#records.kernel.size()
    return handleOf(this.#ticket)
  }

  /** Ends this instance; the map lives on as long as any thread has it. Closing twice is closing once. */
  close(): void {
    if (this.#records.isClosed) return
    this.#records.close()
    dismiss(this.#thread)
  }

  [Symbol.dispose](): void {
    this.close()
  }

  /** Figures of the map, and of this instance's near cache. O(threads + maxBytes / 16 KiB). */
  stats(): MapStats {
    const kernel = this.#records.kernel
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
      nearHits: this.#records.near.hits,
      nearMisses: this.#records.near.misses,
    }
  }

  /**
   * Walks every structure and checks its invariants. While other threads write, blocks on their way cannot be accounted
   * for: `heap` tells. O(everything).
   *
   * @throws {CorruptError} `ERR_CORRUPT` with what is wrong
   */
  verify(): VerifyReport {
    this.#records.kernel.settle()
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
  const memory = createMemory({
    maxBytes,
    strategy,
    shards: checkShards(options.shards, strategy),
    throwsOnConflict: checkOnConflict(options.onConflict, strategy),
  })
  return ticket(memory, maxBytes, strategy, name)
}
