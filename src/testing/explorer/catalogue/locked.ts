/**
 * Strategies that put locks around the same operations: whether these keep threads apart, let go of what a dead thread held,
 * and never wait for each other.
 */
import type { Strategy } from '../../../memory/kernel.ts'
import type { Search } from '../task.ts'
import { deathsWithin, someDeaths } from './deaths.ts'
import { type Depth, pairs, somePairs } from './pairs.ts'
import { triples } from './triples.ts'

const LOCKED: readonly Strategy[] = ['rwlock', 'sharded', 'sync-map']

function withLocks(searches: readonly Search[], strategies = LOCKED): Search[] {
  return strategies.flatMap((strategy) => searches.map((search) => ({ ...search, strategy })))
}

export function lockedPairs(depth: Depth): Search[] {
  return withLocks(pairs(depth))
}

export function someLockedPairs(depth: Depth): Search[] {
  return withLocks(somePairs(depth))
}

export function lockedTriples(depth: Depth): Search[] {
  return withLocks(triples(depth))
}

export function lockedDeaths(depth: Depth): Search[] {
  return withLocks(deathsWithin(depth))
}

export function someLockedDeaths(depth: Depth, strategies: readonly Strategy[] = LOCKED): Search[] {
  return withLocks(someDeaths(depth), strategies)
}
