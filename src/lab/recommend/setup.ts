/** The ways to set up a SharedMap that are tried. */
import { availableParallelism } from 'node:os'
import type { StrategyName } from '../../index.ts'

export interface Setup {
  readonly strategy: StrategyName
  /** Locks of the strategy `sharded`; null for all others, which have none. */
  readonly shards: number | null
  /** Values in each thread's near cache, 0 for none. */
  readonly nearCache: number
}

/** What the near cache is for: keys that are read again and again, and how large they are. */
export interface HotSet {
  /** The fewest keys that 90 % of the operations go to; 0 if none of them reads. */
  readonly keys: number
  /** Of a key and its value together, in bytes. */
  readonly entryBytes: number
}

/** SharedMap's own. */
export const DEFAULT_NEAR_CACHE = 4096
const LEAST_NEAR_CACHE = 256
/** V8 heap that the near caches of all threads may take when they are full. */
const MOST_NEAR_BYTES = 2 ** 29
/** What a cached value takes beside its characters and its key's. */
const NEAR_ENTRY_BYTES = 150

const LOCKS_PER_CORE = 4
const MOST_SHARDS = 1024
/** How many times as many shards as by default are tried as well. */
const MORE_SHARDS = 8

/**
 * Each strategy without a near cache, with the default one, and with one for the hot set; and the strategy `sharded` with
 * more locks as well. Where nothing is read there is no near cache. Those of one strategy are beside each other.
 */
export function setups(
  strategies: readonly StrategyName[],
  hot: HotSet,
  threads: number,
): readonly Setup[] {
  const usual = hot.keys === 0 ? 0 : DEFAULT_NEAR_CACHE
  const sizes = new Set([0, usual, hot.keys === 0 ? 0 : hotNearCache(hot, threads)])
  const nearCaches = [...sizes].toSorted((one, other) => one - other)
  return strategies.flatMap((strategy) => {
    const shards = strategy === 'sharded' ? defaultShards() : null
    const plain: Setup[] = nearCaches.map((nearCache) => ({ strategy, shards, nearCache }))
    if (shards === null) return plain
    const more = Math.min(shards * MORE_SHARDS, MOST_SHARDS)
    if (more === shards) return plain
    return [...plain, { strategy, shards: more, nearCache: usual }]
  })
}

/** A power of two that holds the hot keys, as far as memory allows. */
export function hotNearCache({ keys, entryBytes }: HotSet, threads: number): number {
  const affordable = MOST_NEAR_BYTES / threads / (entryBytes + NEAR_ENTRY_BYTES)
  const most = 2 ** Math.floor(Math.log2(Math.max(affordable, LEAST_NEAR_CACHE)))
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(keys, LEAST_NEAR_CACHE)))
  return Math.min(wanted, most)
}

/** SharedMap's own. */
function defaultShards(): number {
  return Math.min(2 ** Math.ceil(Math.log2(LOCKS_PER_CORE * availableParallelism())), MOST_SHARDS)
}
