/**
 * What only `sync-map` has: a dirty table beside the other, that a new key makes, a look-up promotes, and a walk as well.
 */
import type { ProgramName } from '../operations/vocabulary.ts'
import type { StateName } from '../states/state.ts'
import type { Search } from '../task.ts'
import { deathsWithin } from './deaths.ts'
import { type Depth, pairsIn } from './pairs.ts'
import { state } from './states.ts'

const AMENDED: readonly StateName[] = (['amended', 'dirty', 'turning', 'expunged'] as const).map(
  (base) => state(base),
)

/** Beside those of every state: one that promotes, one that makes or enlarges the dirty table, and one that is elsewhere. */
const TRIPLES: readonly (readonly [ProgramName, ProgramName, ProgramName])[] = [
  ['get', 'set', 'set other'],
  ['get', 'delete', 'set other'],
  ['get other', 'delete', 'insert'],
  ['get', 'clear', 'set'],
  ['get', 'increment', 'delete'],
]

/** Those who recover a dead thread die as well, before each of their writes. */
const VICTIMS: readonly ProgramName[] = ['get', 'set', 'set other', 'delete', 'clear']

function inSyncMap(searches: readonly Search[]): Search[] {
  return searches.map((search) => ({ ...search, strategy: 'sync-map' }))
}

export function amendedPairs(depth: Depth): Search[] {
  return inSyncMap(pairsIn(AMENDED, depth))
}

export function amendedTriples({ bound, most }: Depth): Search[] {
  return inSyncMap(
    AMENDED.flatMap((name) =>
      TRIPLES.map((programs) => ({
        ...{ kind: 'triple' as const, state: name, programs, bound, most },
        recovery: 'by another' as const,
      })),
    ),
  )
}

export function amendedDeaths(depth: Depth): Search[] {
  return inSyncMap(deathsWithin(depth, AMENDED))
}

export function amendedRecoveryDeaths({ bound, most }: Depth): Search[] {
  return inSyncMap(
    AMENDED.flatMap((name) =>
      VICTIMS.map((victim) => ({
        ...{ kind: 'recovery deaths' as const, state: name, programs: [victim], bound, most },
        recovery: 'by another' as const,
      })),
    ),
  )
}
