/** Two threads that each set a key, both of which want the same place, and read it back. */
import type { Program } from 'selvedge/testing'
import { type SpinlockMap, WORDS } from './spinlock-map.ts'

export type MapClass = new (...args: ConstructorParameters<typeof SpinlockMap>) => SpinlockMap

export function twoWriters(MapKind: MapClass): Program<number | undefined> {
  return {
    words: WORDS,
    threads: [1, 5].map((key) => (memory, atomics) => {
      const map = new MapKind(memory, atomics)
      map.set(key, key * 10)
      return map.get(key)
    }),
    check: ({ results }) =>
      results[0] === 10 && results[1] === 50 ? undefined : `read back ${results.join(' and ')}`,
  }
}
