/** The model of a map as one object: for operations that concern all keys at one instant. */
import { canReturn, type KeyState, valueAfter } from './key-semantics.ts'
import {
  type ClearInput,
  describeMapOperation,
  type KeyInput,
  type KeyOutput,
  type SnapshotInput,
} from './map-input.ts'
import type { Model } from './model.ts'
import { States } from './states.ts'

export type WholeMap<K, V> = ReadonlyMap<K, KeyState<V>>

/**
 * Nothing is split, so a step costs as much as the map has keys, and threads that use different keys make as many orders
 * as they would on one: for histories of a few keys and a few thousand operations.
 */
export function wholeMapModel<K, V>(): Model<
  WholeMap<K, V>,
  KeyInput<K, V> | ClearInput | SnapshotInput,
  KeyOutput<V> | WholeMap<K, V>
> {
  const keys = new States<unknown>()
  const values = new States<unknown>()
  const empty: WholeMap<K, V> = new Map()
  return {
    initial: () => empty,
    next: (map, input) => {
      if (input.op === 'clear') return empty
      if (input.op === 'snapshot') return map
      const old = map.get(input.key)
      const value = valueAfter(old, input)
      return Object.is(old, value) ? map : withValue(map, input.key, value)
    },
    allows: (map, input, output) => {
      if (input.op === 'clear') return true
      if (input.op === 'snapshot') return isSame(map, output)
      return canReturn(map.get(input.key), input, output)
    },
    identify: (map) =>
      Array.from(map, ([key, value]) => `${keys.numbered(key).id}:${values.numbered(value).id}`)
        .sort()
        .join(),
    describe: describeMapOperation,
  }
}

function withValue<K, V>(map: WholeMap<K, V>, key: K, value: KeyState<V>): WholeMap<K, V> {
  const changed = new Map(map)
  if (value === undefined) changed.delete(key)
  else changed.set(key, value)
  return changed
}

function isSame<K, V>(map: WholeMap<K, V>, output: unknown): boolean {
  if (!(output instanceof Map) || output.size !== map.size) return false
  return Array.from(map).every(([key, value]) => Object.is(output.get(key), value))
}
