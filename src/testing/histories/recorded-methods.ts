/**
 * The methods of a map, each recording what it does as an operation that `mapModel` knows: `update` is the
 * `compareAndSet` that ended it, `getMany` a `get` of each key. One that throws never returned, as far as the history
 * knows: it may have taken effect at any time since its call, or not at all.
 */
import type { Versioned } from '../../map/map.ts'
import type { ClearInput, KeyInput, KeyOutput } from '../linearizability/map-input.ts'
import type { Begun, Recording } from './recording.ts'

/** What is recorded of a map-like object, as far as it has it: names and meanings of `ConcurrentMap`. */
export interface Recordable<K, V> {
  get?(key: K): V | undefined
  set?(key: K, value: V): unknown
  has?(key: K): boolean
  delete?(key: K): boolean
  clear?(): void
  getOrInsert?(key: K, value: V): V
  getOrInsertComputed?(key: K, compute: (key: K) => V | undefined): V | undefined
  swap?(key: K, value: V): V | undefined
  take?(key: K): V | undefined
  increment?(key: K, by?: number): number
  compareAndSet?(key: K, expected: V | undefined, value: V): boolean
  compareAndDelete?(key: K, expected: V): boolean
  update?(key: K, change: (old: V | undefined) => V | undefined): V | undefined
  getVersioned?(key: K): Versioned<V> | undefined
  setIfVersion?(key: K, value: V, version: number): boolean
  setMany?(entries: Iterable<readonly [K, V]>): void
  getMany?(keys: Iterable<K>): (V | undefined)[]
}

type Input<K, V> = KeyInput<K, V> | ClearInput

/** Only those methods are called that the target has. */
export class RecordedMethods<K, V> implements Required<Recordable<K, V>> {
  readonly #target: Recordable<K, V>
  readonly #recording: Recording<Input<K, V>, KeyOutput<V>>

  constructor(target: Recordable<K, V>, recording: Recording<Input<K, V>, KeyOutput<V>>) {
    this.#target = target
    this.#recording = recording
  }

  get(key: K): V | undefined {
    return this.#record({ op: 'get', key }, () => this.#target.get?.(key))
  }

  set(key: K, value: V): unknown {
    let returned: unknown
    this.#record({ op: 'set', key, value }, () => {
      returned = this.#target.set?.(key, value)
      return undefined
    })
    return returned
  }

  has(key: K): boolean {
    return this.#record({ op: 'has', key }, () => this.#target.has?.(key) ?? false)
  }

  delete(key: K): boolean {
    return this.#record({ op: 'delete', key }, () => this.#target.delete?.(key) ?? false)
  }

  clear(): void {
    this.#record({ op: 'clear' }, () => {
      this.#target.clear?.()
      return undefined
    })
  }

  getOrInsert(key: K, value: V): V {
    return this.#record(
      { op: 'getOrInsert', key, value },
      () => this.#target.getOrInsert?.(key, value) ?? value,
    )
  }

  /** A `get`, unless something was computed. */
  getOrInsertComputed(key: K, compute: (key: K) => V | undefined): V | undefined {
    return this.#record({ op: 'get', key }, (begun) =>
      this.#target.getOrInsertComputed?.(key, (asked) => {
        const value = compute(asked)
        if (value !== undefined) begun.input = { op: 'getOrInsert', key, value }
        return value
      }),
    )
  }

  swap(key: K, value: V): V | undefined {
    return this.#record({ op: 'swap', key, value }, () => this.#target.swap?.(key, value))
  }

  take(key: K): V | undefined {
    return this.#record({ op: 'take', key }, () => this.#target.take?.(key))
  }

  increment(key: K, by = 1): number {
    return this.#record(
      { op: 'increment', key, by },
      () => this.#target.increment?.(key, by) ?? Number.NaN,
    )
  }

  compareAndSet(key: K, expected: V | undefined, value: V): boolean {
    return this.#record(
      { op: 'compareAndSet', key, expected, value },
      () => this.#target.compareAndSet?.(key, expected, value) ?? false,
    )
  }

  compareAndDelete(key: K, expected: V): boolean {
    return this.#record(
      { op: 'compareAndDelete', key, expected },
      () => this.#target.compareAndDelete?.(key, expected) ?? false,
    )
  }

  /** What the last run of `change` saw is what the key had when it was written. */
  update(key: K, change: (old: V | undefined) => V | undefined): V | undefined {
    const begun = this.#recording.begin({ op: 'get', key })
    let output: KeyOutput<V>
    const result = this.#target.update?.(key, (old) => {
      const value = change(old)
      begun.input = changeOf(key, old, value)
      output = begun.input.op === 'get' ? undefined : true
      return value
    })
    this.#recording.end(begun, output, this.#recording.stamp())
    return result
  }

  getVersioned(key: K): Versioned<V> | undefined {
    let versioned: Versioned<V> | undefined
    this.#record({ op: 'get', key }, () => {
      versioned = this.#target.getVersioned?.(key)
      return versioned?.value
    })
    return versioned
  }

  /** The model has no versions: a success is a write, and what failed tells nothing. */
  setIfVersion(key: K, value: V, version: number): boolean {
    if (version === 0) {
      return this.#record(
        { op: 'compareAndSet', key, expected: undefined, value },
        () => this.#target.setIfVersion?.(key, value, version) ?? false,
      )
    }
    const begun = this.#recording.begin({ op: 'set', key, value })
    const isSet = this.#target.setIfVersion?.(key, value, version) ?? false
    const stamp = this.#recording.stamp()
    if (isSet) this.#recording.end(begun, undefined, stamp)
    else this.#recording.drop(begun)
    return isSet
  }

  /** Each entry at some time of the whole call; none is known to have been stored if it throws. */
  setMany(entries: Iterable<readonly [K, V]>): void {
    const list = [...entries]
    const begun = list.map(([key, value]) => this.#recording.begin({ op: 'set', key, value }))
    this.#target.setMany?.(list)
    const stamp = this.#recording.stamp()
    for (const each of begun) this.#recording.end(each, undefined, stamp)
  }

  getMany(keys: Iterable<K>): (V | undefined)[] {
    const list = [...keys]
    const begun = list.map((key) => this.#recording.begin({ op: 'get', key }))
    const values = this.#target.getMany?.(list) ?? []
    const stamp = this.#recording.stamp()
    for (const [index, each] of begun.entries()) this.#recording.end(each, values[index], stamp)
    return values
  }

  #record<Result extends KeyOutput<V>>(
    input: Input<K, V>,
    act: (begun: Begun<Input<K, V>>) => Result,
  ): Result {
    const begun = this.#recording.begin(input)
    const result = act(begun)
    this.#recording.end(begun, result, this.#recording.stamp())
    return result
  }
}

function changeOf<K, V>(key: K, old: V | undefined, value: V | undefined): KeyInput<K, V> {
  if (value !== undefined) return { op: 'compareAndSet', key, expected: old, value }
  if (old !== undefined) return { op: 'compareAndDelete', key, expected: old }
  return { op: 'get', key }
}
