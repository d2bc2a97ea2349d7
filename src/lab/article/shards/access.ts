/** Which keys the threads put: over all shards alike, by Zipf's law, or all of one shard. Always as many different ones. */
import { randomOf } from '../../workload/random.ts'
import { zipf } from '../../workload/zipf.ts'
import { SHARDS, shardKey } from './shard-keys.ts'

export const ACCESSES = ['even', 'zipf', 'hot'] as const
export type Access = (typeof ACCESSES)[number]

/** That are put. */
export const ASKED = 4096
/** In the map, of each shard: as many as are asked for, if all are of one. */
export const KEYS_OF_SHARD: number = ASKED

const SEED = 1

/** The keys that each thread puts, one after the other. */
export function draws(access: Access, puts: number, threads: number): readonly Float64Array[] {
  return Array.from({ length: threads }, (_, thread) => {
    const random = randomOf(SEED, thread)
    const rank = access === 'zipf' ? zipf(ASKED, random) : () => random.below(ASKED)
    const keyOf = access === 'hot' ? keyOfOneShard : keyOfAll
    const length = Math.ceil((puts - thread) / threads)
    const keys = new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
    for (let at = 0; at < length; at++) keys[at] = keyOf(rank())
    return keys
  })
}

function keyOfOneShard(rank: number): number {
  return shardKey(0, rank)
}

/** One shard after the other. */
function keyOfAll(rank: number): number {
  return shardKey(rank % SHARDS, Math.floor(rank / SHARDS))
}
