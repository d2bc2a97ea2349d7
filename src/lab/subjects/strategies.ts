/** SharedMap, with each strategy that makes an operation safe. */
import { SharedMap, type SharedMapHandle, type StrategyName, SYNCHRONISED } from '../../index.ts'
import { fill } from './fill.ts'
import type { Store, Subject } from './subject.ts'

/** Address space, not memory: a run that inserts goes on until its time is over. */
const MAX_BYTES = 2 ** 32

export const strategies: readonly Subject[] = SYNCHRONISED.map(subjectOf)

function subjectOf(strategy: StrategyName): Subject {
  return {
    name: strategy,
    async prepare(entries) {
      const map = new SharedMap<string, string>({ strategy, maxBytes: MAX_BYTES, nearCache: false })
      await fill(entries, (key, value) => map.set(key, value))
      return {
        place: { kind: 'strategy', handle: map.handle },
        figures: () => map.stats(),
        close: () => map.close(),
      }
    },
  }
}

export function openStrategy(handle: SharedMapHandle<string, string>): Store {
  const map = SharedMap.attach(handle)
  return {
    get: (key) => map.get(key),
    set: (key, value) => map.set(key, value),
    delete: (key) => map.delete(key),
    update: (key, value) => map.update(key, () => value),
    iterate(count) {
      let left = count
      for (const _ of map) if (--left === 0) break
      return left
    },
    nearReads() {
      const { nearHits, nearMisses } = map.stats()
      return { hits: nearHits, misses: nearMisses }
    },
    close: () => map.close(),
  }
}
