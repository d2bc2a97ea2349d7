/** Makes a shared map with default options, full of entries, for workers to attach to. */
import { type Key, SharedMap, type SharedMapHandle, type Value } from 'selvedge'
import type { Created } from '../case.ts'

export interface OneMap<K extends Key, V> {
  readonly handle: SharedMapHandle<K, V>
}

export function filled<K extends Key, V extends Value<V>>(
  keys: Iterable<K>,
  valueAt: (n: number) => V,
): Created<OneMap<K, V>> {
  const map = new SharedMap<K, V>()
  let n = 0
  for (const key of keys) map.set(key, valueAt(n++))
  return { setup: { handle: map.handle }, owned: [map] }
}

/** The near cache of a case that reads texts again: the default, unless the map is far larger than that. */
export function nearCacheFor(count: number): { nearCache?: number } {
  return count > 4096 ? { nearCache: 131_072 } : {}
}
