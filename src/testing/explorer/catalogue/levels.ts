/** What the explorer does at each level. */
import { Random } from '../../storm/random.ts'
import type { Task } from '../task.ts'
import { amendedDeaths, amendedPairs, amendedRecoveryDeaths, amendedTriples } from './amended.ts'
import {
  deaths,
  deathsWithArrivals,
  deathsWithLocks,
  recoveryDeaths,
  someDeaths,
} from './deaths.ts'
import { detectingDeaths, detectingPairs } from './detecting.ts'
import {
  lockedDeaths,
  lockedPairs,
  lockedTriples,
  someLockedDeaths,
  someLockedPairs,
} from './locked.ts'
import { longPairs, pairs, pairsTurned, somePairs } from './pairs.ts'
import { sequences } from './sequences.ts'
import { samples, triples } from './triples.ts'

/** In seconds, in minutes, or in as long as it takes. */
export const LEVELS = ['quick', 'default', 'deep'] as const
export type Level = (typeof LEVELS)[number]

/** `seed` decides what is left to chance: schedules at random, and which of all tasks the quick level picks. */
export function tasksFor(level: Level, seed = 1): Task[] {
  switch (level) {
    case 'quick':
      return [
        ...somePairs({ bound: 2, most: 400 }),
        ...someDeaths({ bound: 0, most: 1000 }),
        ...pick(pairs({ bound: 1, most: 1000 }), 300, seed),
        ...pick(deaths({ bound: 0, most: 400 }), 60, seed),
        ...someLockedPairs({ bound: 1, most: 100 }),
        ...someLockedDeaths({ bound: 0, most: 100 }),
        ...pick(amendedPairs({ bound: 1, most: 200 }), 100, seed),
        ...pick(amendedDeaths({ bound: 0, most: 200 }), 20, seed),
        ...pick(detectingPairs({ bound: 1, most: 200 }), 60, seed),
        ...pick(detectingDeaths({ bound: 0, most: 200 }), 10, seed),
        ...samples({ schedules: 20, changes: 3, seed }),
      ]
    case 'default':
      return [
        ...pairs({ bound: 3, most: 500_000 }),
        ...pairsTurned({ bound: 2, most: 100_000 }),
        ...longPairs({ bound: 1, most: 100_000 }),
        ...sequences({ bound: 2, most: 20_000 }),
        ...triples({ bound: 2, most: 25_000 }),
        ...deaths({ bound: 0, most: 20_000 }),
        ...someDeaths({ bound: 1, most: 20_000 }),
        ...deathsWithLocks({ bound: 1, most: 40_000 }),
        ...deathsWithArrivals({ bound: 1, most: 20_000 }),
        ...recoveryDeaths({ bound: 0, most: 4000 }),
        ...lockedPairs({ bound: 2, most: 20_000 }),
        ...lockedTriples({ bound: 1, most: 20_000 }),
        ...lockedDeaths({ bound: 0, most: 20_000 }),
        // One of the two that have the same text.
        ...someLockedDeaths({ bound: 1, most: 5000 }, ['rwlock', 'sync-map']),
        ...amendedPairs({ bound: 2, most: 20_000 }),
        ...amendedTriples({ bound: 1, most: 20_000 }),
        ...amendedDeaths({ bound: 0, most: 20_000 }),
        ...amendedRecoveryDeaths({ bound: 0, most: 2000 }),
        ...detectingPairs({ bound: 2, most: 20_000 }),
        ...detectingDeaths({ bound: 0, most: 20_000 }),
        ...samples({ schedules: 1000, changes: 4, seed }),
      ]
    case 'deep':
      return [
        ...pairs({ bound: 4, most: 5_000_000 }),
        ...pairsTurned({ bound: 3, most: 5_000_000 }),
        ...longPairs({ bound: 3, most: 2_000_000 }),
        ...sequences({ bound: 3, most: 2_000_000 }),
        ...triples({ bound: 3, most: 2_000_000 }),
        ...deaths({ bound: 1, most: 1_000_000 }),
        ...deathsWithLocks({ bound: 2, most: 2_000_000 }),
        ...deathsWithArrivals({ bound: 2, most: 2_000_000 }),
        ...recoveryDeaths({ bound: 0, most: 1_000_000 }),
        ...lockedPairs({ bound: 3, most: 2_000_000 }),
        ...lockedTriples({ bound: 2, most: 2_000_000 }),
        ...lockedDeaths({ bound: 1, most: 1_000_000 }),
        ...amendedPairs({ bound: 3, most: 2_000_000 }),
        ...amendedTriples({ bound: 2, most: 2_000_000 }),
        ...amendedDeaths({ bound: 1, most: 1_000_000 }),
        ...amendedRecoveryDeaths({ bound: 0, most: 1_000_000 }),
        ...detectingPairs({ bound: 4, most: 1_000_000 }),
        ...detectingDeaths({ bound: 1, most: 1_000_000 }),
        ...samples({ schedules: 1_000_000, changes: 6, seed }),
      ]
  }
}

/** So many of the tasks, each with the same odds. */
function pick(tasks: readonly Task[], count: number, seed: number): Task[] {
  const random = new Random(seed)
  const left = [...tasks]
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(random.below(left.length), 1),
  ).flat()
}
