/** What the explorer does at each level. */

import type { Task } from '../task.ts'
import { deaths, recoveryDeaths, someDeaths } from './deaths.ts'
import { pairs, somePairs } from './pairs.ts'
import { samples, triples } from './triples.ts'

/** In seconds, in minutes, or in as long as it takes. */
export const LEVELS = ['quick', 'default', 'deep'] as const
export type Level = (typeof LEVELS)[number]

const QUICK_BOUND = 2
const FULL_BOUND = 3
const DEEP_BOUND = 5

/** `seed` decides what is left to chance. */
export function tasksFor(level: Level, seed = 1): Task[] {
  switch (level) {
    case 'quick':
      return [
        ...somePairs({ bound: QUICK_BOUND, most: 2000 }),
        ...someDeaths({ bound: 0, most: 2000 }),
        ...samples({ schedules: 50, changes: 3, seed }),
      ]
    case 'default':
      return [
        ...pairs({ bound: FULL_BOUND, most: 200_000 }),
        ...triples({ bound: 2, most: 50_000 }),
        ...deaths({ bound: 1, most: 5_000 }),
        ...recoveryDeaths({ bound: 0, most: 5_000 }),
        ...samples({ schedules: 2_000, changes: 4, seed }),
      ]
    case 'deep':
      return [
        ...pairs({ bound: DEEP_BOUND, most: 20_000_000 }),
        ...triples({ bound: FULL_BOUND, most: 20_000_000 }),
        ...deaths({ bound: 2, most: 5_000_000 }),
        ...recoveryDeaths({ bound: 1, most: 5_000_000 }),
        ...samples({ schedules: 1_000_000, changes: 6, seed }),
      ]
  }
}
