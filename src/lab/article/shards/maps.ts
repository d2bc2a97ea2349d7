/** The maps that are compared, each with all keys, and what its locks cost before there is any contention. */
import { median } from '../../../experiments/median.ts'
import { SharedMap, type SharedMapOptions, type StrategyName } from '../../../index.ts'
import { strategySource } from '../strategy-source.ts'
import { KEYS_OF_SHARD } from './access.ts'
import { SHARDS, shardKey } from './shard-keys.ts'

export interface PreparedMap {
  readonly subject: string
  readonly map: SharedMap<number, number>
  /** `usedBytes` before the first entry: the fixed part, with the locks. */
  readonly emptyBytes: number
  /** What a `clear` of the empty map takes: it takes all locks. */
  readonly clearUs: number
  readonly source: string
}

const CLEARS = 51
const US_PER_MS = 1000

export function preparedMap(subject: string, options: Options): PreparedMap {
  const map = new SharedMap<number, number>(options)
  const emptyBytes = map.stats().usedBytes
  const clears = Array.from({ length: CLEARS }, () => {
    const begin = performance.now()
    map.clear()
    return performance.now() - begin
  })
  for (let n = 0; n < KEYS_OF_SHARD; n++) {
    for (let shard = 0; shard < SHARDS; shard++) map.set(shardKey(shard, n), n)
  }
  return {
    ...{ subject, map, emptyBytes, source: strategySource(options.strategy) },
    clearUs: median(clears) * US_PER_MS,
  }
}

type Options = SharedMapOptions & { readonly strategy: StrategyName }
