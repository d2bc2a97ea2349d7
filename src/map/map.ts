/**
 * The contract that every shared map fulfils, whatever its strategy. `contract.suite.ts` holds each to it.
 *
 * `undefined` is never a value: it means *absent* everywhere. Values are immutable: a value read twice without a write
 * between may be the same object.
 */

/** Compared as `Map` compares (SameValueZero): NaN equals NaN, -0 equals 0. At most 1 MiB once encoded. */
export type Key = string | number

/**
 * What can be stored, as a constraint: `V extends Value<V>`. It takes all that structured clone takes except `undefined`
 * and shared memory, and refuses at any depth functions, symbols, and what cannot be copied. Class instances with methods
 * are refused, since their prototype would be lost.
 */
export type Value<V> = [V] extends [V extends void ? never : Part<V>] ? unknown : never

type Part<V> = V extends Scalar | undefined
  ? V
  : V extends Refused
    ? never
    : V extends Whole
      ? V
      : V extends ReadonlyMap<infer K, infer E>
        ? Entries<K, E>
        : V extends ReadonlySet<infer E>
          ? Members<E>
          : V extends readonly (infer E)[]
            ? Elements<E>
            : V extends WeakKeyed
              ? never
              : V extends object
                ? { [P in keyof V]: Part<V[P]> }
                : V

// Interfaces, since their members are looked at late: a type that contains itself would never end otherwise.
interface Elements<E> {
  readonly [index: number]: Part<E>
}
interface Members<E> {
  [Symbol.iterator](): Iterator<Part<E>>
}
interface Entries<K, E> {
  [Symbol.iterator](): Iterator<readonly [Part<K>, Part<E>]>
}

type Scalar = string | number | bigint | boolean | null
/** Objects that structured clone copies whole. */
type Whole = Date | RegExp | Error | ArrayBuffer | ArrayBufferView
type Refused =
  | symbol
  | ((...args: never[]) => unknown)
  | (abstract new (
      ...args: never[]
    ) => unknown)
  | SharedArrayBuffer
  | ArrayBufferView<SharedArrayBuffer>
/** Asked after Map and Set: those of objects would pass for WeakMap and WeakSet. */
type WeakKeyed = WeakMap<WeakKey, unknown> | WeakSet<WeakKey> | WeakRef<WeakKey> | Promise<unknown>

/** A value with the number of the write that stored it. */
export interface Versioned<V> {
  readonly value: V
  /** A safe integer that grows with each write of the key and never returns, also over delete and reinsert. */
  readonly version: number
}

/**
 * How operations are made safe. `lock-free`: by compare-and-swap, the default. `rwlock`: one reader-writer lock around the
 * map. `sharded`: a reader-writer lock for each shard of the keys. `sync-map`: Go's sync.Map up to 1.23, one table that is read
 * without a lock and one with a lock for what is new. `unsynchronised`: not at all; a thread that meets another's
 * write ends the process, as Go does.
 */
export type StrategyName = 'lock-free' | 'rwlock' | 'sharded' | 'sync-map' | 'unsynchronised'

export interface MapStats {
  readonly name: string
  readonly strategy: StrategyName
  /** Entries; exact when no write is under way. */
  readonly size: number
  /** Bytes that no other insert can have: entries, their share of the tables, and the fixed part. */
  readonly usedBytes: number
  /** The shared memory's present length in bytes. */
  readonly committedBytes: number
  /** The most it may grow to, in bytes. */
  readonly maxBytes: number
  /** Threads attached now. */
  readonly threads: number
  /** CAS attempts that lost to another thread, over all threads since the map was made. */
  readonly retries: number
  /** Times a thread had to wait for another (growth, the heap's lock), over all threads. */
  readonly lockWaits: number
  /** Segment tables rebuilt, over all threads. */
  readonly growths: number
  /** Threads whose death was noticed and whose memory was taken back. */
  readonly reaped: number
  /** Reads that this instance's near cache answered. */
  readonly nearHits: number
  /** Reads that this instance sent to the kernel. */
  readonly nearMisses: number
}

export interface VerifyReport {
  readonly ok: true
  readonly entries: number
  readonly records: number
  readonly segments: number
  /** 'exact' if every block of the heap was accounted for, 'busy' if writes went on and only the structure was checked. */
  readonly heap: 'exact' | 'busy'
}

declare const handleOf: unique symbol

/** An opaque, structured-cloneable ticket: pass it through `workerData` or `postMessage`, and `attach` to it. */
export interface SharedMapHandle<K extends Key, V> {
  readonly kind: 'selvedge.SharedMap'
  readonly [handleOf]?: { key: K; value: V }
}

export interface ConcurrentMap<K extends Key, V> extends Iterable<[K, V]> {
  readonly size: number
  get(key: K): V | undefined
  set(key: K, value: V): this
  has(key: K): boolean
  delete(key: K): boolean
  clear(): void
  keys(): IterableIterator<K>
  values(): IterableIterator<V>
  entries(): IterableIterator<[K, V]>
  forEach(visit: (value: V, key: K, map: this) => void, thisArg?: unknown): void

  getOrInsert(key: K, value: V): V
  getOrInsertComputed(key: K, compute: (key: K) => V | undefined): V | undefined

  swap(key: K, value: V): V | undefined
  take(key: K): V | undefined
  increment(key: K, by?: number): number
  compareAndSet(key: K, expected: V | undefined, value: V): boolean
  compareAndDelete(key: K, expected: V): boolean
  update(key: K, change: (old: V | undefined) => V | undefined): V | undefined
  getVersioned(key: K): Versioned<V> | undefined
  setIfVersion(key: K, value: V, version: number): boolean

  setMany(entries: Iterable<readonly [K, V]>): void
  getMany(keys: Iterable<K>): (V | undefined)[]
  toMap(): Map<K, V>

  readonly handle: SharedMapHandle<K, V>
  close(): void
  [Symbol.dispose](): void
  stats(): MapStats
  verify(): VerifyReport
}
