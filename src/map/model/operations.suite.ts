/**
 * Each operation of the contract on the model and on the map, compared. An operation that returns more than it should
 * or writes what it should not is found by the checks after each step.
 */
import { isDeepStrictEqual } from 'node:util'
import { expectSame } from '../contract/expectations.suite.ts'
import type { AnyMap } from '../contract/subject.suite.ts'
import type { Key } from '../map.ts'
import type { Model } from './model.suite.ts'

export interface Arguments {
  readonly key: Key
  readonly value: unknown
  /** Another key, and a value that is at times the one expected. */
  readonly other: Key
  readonly expected: unknown
}

type Operation = (model: Model, map: AnyMap, args: Arguments) => void

export const reads: Readonly<Record<string, Operation>> = {
  get: ({ entries }, map, { key }) => expectSame(map.get(key), entries.get(key)),
  'get twice': ({ entries }, map, { key }) => {
    expectSame([map.get(key), map.get(key)], [entries.get(key), entries.get(key)])
  },
  has: ({ entries }, map, { key }) => expectSame(map.has(key), entries.has(key)),
  getMany: ({ entries }, map, { key, other }) => {
    expectSame(
      map.getMany([key, other, key]),
      [key, other, key].map((each) => entries.get(each)),
    )
  },
  getVersioned: (model, map, { key }) => {
    const got = map.getVersioned(key)
    expectSame(got?.value, model.entries.get(key))
    if (got !== undefined) expectSame(got.version, model.versions.get(key))
  },
  toMap: ({ entries }, map) => expectSame(map.toMap(), new Map(entries)),
  forEach: ({ entries }, map) => {
    const seen = new Map<Key, unknown>()
    map.forEach((value, key) => {
      seen.set(key, value)
    })
    expectSame(seen, new Map(entries))
  },
  'keys and values': ({ entries }, map) => {
    expectSame(new Set(map.keys()), new Set(entries.keys()))
    expectSame([...map.values()].length, entries.size)
  },
  'a lost setIfVersion': (model, map, { key, value }) => {
    const version = model.versions.get(key) ?? 5
    const wrong = model.entries.has(key) ? version - 1 : version
    expectSame(map.setIfVersion(key, value, wrong), false)
  },
}

/** What an operation stores is noted only after the map took it: one that throws ERR_FULL changes neither. */
export const writes: Readonly<Record<string, Operation>> = {
  set: ({ entries }, map, { key, value }) => {
    expectSame(map.set(key, value), map)
    entries.set(key, value)
  },
  delete: ({ entries }, map, { key }) => expectSame(map.delete(key), entries.delete(key)),
  swap: ({ entries }, map, { key, value }) => {
    expectSame(map.swap(key, value), entries.get(key))
    entries.set(key, value)
  },
  take: ({ entries }, map, { key }) => {
    expectSame(map.take(key), entries.get(key))
    entries.delete(key)
  },
  getOrInsert: ({ entries }, map, { key, value }) => {
    expectSame(map.getOrInsert(key, value), entries.has(key) ? entries.get(key) : value)
    if (!entries.has(key)) entries.set(key, value)
  },
  getOrInsertComputed: ({ entries }, map, { key, value, other }) => {
    const got = map.getOrInsertComputed(key, () => {
      map.delete(other)
      entries.delete(other)
      return value
    })
    expectSame(got, entries.has(key) ? entries.get(key) : value)
    if (!entries.has(key)) entries.set(key, value)
  },
  increment: ({ entries }, map, { key, value }) => {
    const old = entries.has(key) ? entries.get(key) : 0
    if (typeof old !== 'number') return
    const by = typeof value === 'number' ? value : 1
    expectSame(map.increment(key, by), old + by)
    entries.set(key, old + by)
  },
  compareAndSet: ({ entries }, map, { key, value, expected }) => {
    const matches = isDeepStrictEqual(entries.get(key), expected)
    expectSame(map.compareAndSet(key, expected, value), matches)
    if (matches) entries.set(key, value)
  },
  'compareAndSet of the present value': ({ entries }, map, { key, value }) => {
    expectSame(map.compareAndSet(key, entries.get(key), value), true)
    entries.set(key, value)
  },
  compareAndDelete: ({ entries }, map, { key, value }) => {
    const matches = isDeepStrictEqual(entries.get(key), value)
    expectSame(map.compareAndDelete(key, value), matches)
    if (matches) entries.delete(key)
  },
  'compareAndDelete of the present value': ({ entries }, map, { key }) => {
    if (!entries.has(key)) return
    expectSame(map.compareAndDelete(key, entries.get(key)), true)
    entries.delete(key)
  },
  update: ({ entries }, map, { key, value }) => {
    const got = map.update(key, (old) => {
      expectSame(old, entries.get(key))
      return value
    })
    expectSame(got, value)
    entries.set(key, value)
  },
  'update to nothing': ({ entries }, map, { key }) => {
    expectSame(
      map.update(key, () => undefined),
      undefined,
    )
    entries.delete(key)
  },
  setIfVersion: (model, map, { key, value }) => {
    const version = model.entries.has(key) ? model.versions.get(key) : 0
    expectSame(map.setIfVersion(key, value, version ?? -1), true)
    model.entries.set(key, value)
  },
  clear: ({ entries }, map) => {
    map.clear()
    entries.clear()
  },
  'delete while iterating': ({ entries }, map, { key, other }) => {
    let place = 0
    for (const each of map.keys()) {
      if (place++ % 3 !== 0 && each !== key && each !== other) continue
      expectSame(map.delete(each), entries.delete(each))
    }
  },
}

/** Both change, entry by entry. */
export function setMany(
  model: Model,
  map: AnyMap,
  entries: readonly (readonly [Key, unknown])[],
): void {
  map.setMany(
    (function* noted() {
      for (const entry of entries) {
        yield entry
        model.entries.set(entry[0], entry[1])
      }
    })(),
  )
}
