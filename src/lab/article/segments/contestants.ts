/** Who puts in the article's benchmark of locks: one lock, 16, none, sync.Map, and as many locks as there are by default. */
import type { SharedMapOptions, StrategyName } from '../../../index.ts'
import { strategySource } from '../strategy-source.ts'

export interface Contestant {
  readonly subject: string
  readonly options: SharedMapOptions
  readonly source: string
}

/** The article's. */
const SHARDS = 16

export const GLOBAL_LOCK: Contestant = contestant('rwlock', { strategy: 'rwlock' })
export const SHARDED: Contestant = contestant('sharded', { strategy: 'sharded', shards: SHARDS })
export const LOCK_FREE: Contestant = contestant('lock-free', { strategy: 'lock-free' })

export const CONTESTANTS: readonly Contestant[] = [
  GLOBAL_LOCK,
  SHARDED,
  LOCK_FREE,
  contestant('sync-map', { strategy: 'sync-map' }),
  contestant('sharded, default shards', { strategy: 'sharded' }),
]

/** Whether the map has the keys already. */
export type Pass = 'fresh' | 'known'

export function subjectOf({ subject }: Contestant, pass: Pass): string {
  return pass === 'fresh' ? subject : `${subject}, known keys`
}

function contestant(
  subject: string,
  options: SharedMapOptions & { readonly strategy: StrategyName },
): Contestant {
  return { subject, options, source: strategySource(options.strategy) }
}
