/** All that can be measured, by name. */
import { NATIVE_NAMES } from '../natives/catalogue.ts'
import type { Fill } from './fill.ts'
import { lmdb, openLmdb } from './lmdb.ts'
import { nothing, openNothing } from './nothing.ts'
import { openOwner, owner } from './owner/owner.ts'
import { openPlainMap, plainMap } from './plain-map.ts'
import { openRedis, redis } from './redis/redis.ts'
import { openSharedmap, sharedmap } from './sharedmap.ts'
import { openStrategy, strategies } from './strategies.ts'
import type { AsyncStore, Place, Store, Subject } from './subject.ts'

const rivals = [plainMap, owner, lmdb, sharedmap, redis]

export const STRATEGY_NAMES: readonly string[] = strategies.map(({ name }) => name)
export const RIVAL_NAMES: readonly string[] = [...rivals.map(({ name }) => name), ...NATIVE_NAMES]

export function subjectNamed(name: string): Subject {
  const subject = [...strategies, ...rivals, nothing].find((candidate) => candidate.name === name)
  if (subject !== undefined) return subject
  throw new RangeError(`nothing is named '${name}'`)
}

/** The calling thread's view; of a plain `Map` that is one of its own, which it fills. */
export async function openStore(place: Place, entries: Fill): Promise<Store | AsyncStore> {
  switch (place.kind) {
    case 'nothing':
      return openNothing()
    case 'map':
      return openPlainMap(entries)
    case 'strategy':
      return openStrategy(place)
    case 'lmdb':
      return openLmdb(place.path)
    case 'sharedmap':
      return openSharedmap(place.map)
    case 'owner':
      return openOwner(place.port)
    case 'redis':
      return openRedis(place.tcpPort)
  }
}
