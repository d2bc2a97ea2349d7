/** Who is measured: too few locks, enough, and too many, and with each what becomes of it if access is uneven. */
import type { Access } from './access.ts'
import { type PreparedMap, preparedMap } from './maps.ts'

export interface Contestant {
  readonly subject: string
  readonly prepared: PreparedMap
  readonly access: Access
}

const TOO_FEW = [1, 2]
/** The article's. */
export const ENOUGH = 16
/** The most that a map may have. */
export const TOO_MANY = 1024

export const LOCK_FREE = 'lock-free'

const WORDS: Readonly<Record<Access, string>> = {
  even: '',
  zipf: ', zipf',
  hot: ', one hot shard',
}

export function sharded(shards: number): string {
  return `sharded, ${shards} ${shards === 1 ? 'shard' : 'shards'}`
}

export function subjectOf(map: string, access: Access): string {
  return `${map}${WORDS[access]}`
}

/** With maps that the caller closes. */
export function contestants(): readonly Contestant[] {
  const maps = new Map(
    [...TOO_FEW, ENOUGH, TOO_MANY].map((shards) => [
      sharded(shards),
      preparedMap(sharded(shards), { strategy: 'sharded', shards }),
    ]),
  )
  maps.set(LOCK_FREE, preparedMap(LOCK_FREE, { strategy: 'lock-free' }))
  const even = [...maps.values()].map((prepared) => contestant(prepared, 'even'))
  const uneven = [...maps.values()]
    .filter(({ subject }) => subject === sharded(ENOUGH) || subject === LOCK_FREE)
    .flatMap((prepared) => [contestant(prepared, 'zipf'), contestant(prepared, 'hot')])
  return [...even, ...uneven]
}

function contestant(prepared: PreparedMap, access: Access): Contestant {
  return { subject: subjectOf(prepared.subject, access), prepared, access }
}
