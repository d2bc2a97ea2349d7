/**
 * Every way the map offers to take a key from one known state to the next. The key's only writer knows the state
 * before, so each way tells whether the map knew it too: `applied` is false if the map refused, `saw` is the old state
 * as the map gave it away (the known one where an operation gives nothing away).
 */
import type { Key } from '../../map/map.ts'
import type { StormMap } from './map-source.ts'
import { type StormValue, sameValue } from './value-pattern.ts'

export interface Outcome {
  readonly applied: boolean
  readonly saw: StormValue | undefined
}

export interface RegisterWrite {
  readonly op: string
  run(map: StormMap, key: Key, before: StormValue | undefined, next: StormValue): Outcome
}

export interface RegisterRemoval {
  readonly op: string
  run(map: StormMap, key: Key, before: StormValue | undefined): Outcome
}

/** Stores, whatever was there. */
export const STORES: readonly [RegisterWrite, ...RegisterWrite[]] = [
  {
    op: 'set',
    run(map, key, before, next) {
      map.set(key, next)
      return { applied: true, saw: before }
    },
  },
  {
    op: 'setMany',
    run(map, key, before, next) {
      map.setMany([[key, next]])
      return { applied: true, saw: before }
    },
  },
  { op: 'swap', run: (map, key, _, next) => ({ applied: true, saw: map.swap(key, next) }) },
  {
    op: 'compareAndSet',
    run: (map, key, before, next) => ({
      applied: map.compareAndSet(key, before, next),
      saw: before,
    }),
  },
  {
    op: 'update',
    run(map, key, before, next) {
      let saw = before
      const held = map.update(key, (old) => {
        saw = old
        return next
      })
      return { applied: sameValue(held, next), saw }
    },
  },
  {
    op: 'setIfVersion',
    run(map, key, _, next) {
      const old = map.getVersioned(key)
      return { applied: map.setIfVersion(key, next, old?.version ?? 0), saw: old?.value }
    },
  },
]

/** Stores into a key that is absent; what they return is what the key then holds. */
export const INSERTS: readonly [RegisterWrite, ...RegisterWrite[]] = [
  ...STORES,
  {
    op: 'getOrInsert',
    run(map, key, before, next) {
      const held = map.getOrInsert(key, next)
      return sameValue(held, next) ? { applied: true, saw: before } : refused(held)
    },
  },
  {
    op: 'getOrInsertComputed',
    run(map, key, before, next) {
      let computed = false
      const held = map.getOrInsertComputed(key, () => {
        computed = true
        return next
      })
      return computed ? { applied: true, saw: before } : refused(held)
    },
  },
]

export const REMOVALS: readonly [RegisterRemoval, ...RegisterRemoval[]] = [
  {
    op: 'delete',
    run: (map, key, before) => ({
      applied: map.delete(key) === (before !== undefined),
      saw: before,
    }),
  },
  { op: 'take', run: (map, key) => ({ applied: true, saw: map.take(key) }) },
  {
    op: 'compareAndDelete',
    run: (map, key, before) => ({
      applied: before === undefined ? !map.delete(key) : map.compareAndDelete(key, before),
      saw: before,
    }),
  },
  {
    op: 'update to undefined',
    run(map, key, before) {
      let saw = before
      map.update(key, (old) => {
        saw = old
        return undefined
      })
      return { applied: true, saw }
    },
  },
]

function refused(held: StormValue | undefined): Outcome {
  return { applied: false, saw: held }
}
