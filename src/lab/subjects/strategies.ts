/** SharedMap, with each strategy that makes an operation safe. */
import { FullError, SharedMap, type StrategyName, SYNCHRONISED } from '../../index.ts'
import type { Workload } from '../workload/workload.ts'
import { fill } from './fill.ts'
import { DEFAULT_OPTIONS, nearCacheOf } from './options.ts'
import type { Place, Store, Subject } from './subject.ts'

/** Address space, not memory: a run that inserts goes on until its time is over. */
const MAX_BYTES = 2 ** 32

export const strategies: readonly Subject[] = SYNCHRONISED.map(subjectOf)

function subjectOf(strategy: StrategyName): Subject {
  return {
    name: strategy,
    async prepare(entries, _folder, { nearCache, shards } = DEFAULT_OPTIONS) {
      checkRoom(entries.workload)
      const map = new SharedMap<string, string>({
        ...{ strategy, maxBytes: MAX_BYTES, nearCache: false },
        ...(strategy === 'sharded' && shards !== null ? { shards } : {}),
      })
      await fill(entries, (key, value) => map.set(key, value))
      return {
        connect: () => ({ kind: 'strategy', handle: map.handle, nearCache }),
        figures: () => map.stats(),
        close: () => map.close(),
      }
    },
  }
}

/** What cannot fit is not tried: it would take gigabytes first. */
function checkRoom({ keys, keyBytes, valueBytes }: Workload): void {
  if (keys * (keyBytes + valueBytes) < MAX_BYTES) return
  throw new FullError('the keys and values alone are more than the 4 GiB that a map may have')
}

export function openStrategy({ handle, nearCache }: Extract<Place, { kind: 'strategy' }>): Store {
  const map = SharedMap.attach(handle, nearCacheOf({ nearCache }))
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
