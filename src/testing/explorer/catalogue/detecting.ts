/**
 * The strategy without synchronisation: an alarm is raised only while another thread is in the middle of a write, also when
 * threads die; and where none is raised, all went as if one had come after the other.
 */
import type { Search } from '../task.ts'
import { deathsWithin } from './deaths.ts'
import { type Depth, pairsIn } from './pairs.ts'
import { state } from './states.ts'

const STATES = (['present', 'compacting'] as const).map((base) => state(base))
/** To begin and to end are the same everywhere: only what lies between is longer. */
const MORE = [...STATES, state('empty'), state('crowded')]

export function detectingPairs(depth: Depth): Search[] {
  return pairsIn(MORE, depth).map((search) => ({ ...search, strategy: 'unsynchronised' }))
}

/** Who was but aborted is no dead thread: its name stands until its next call, and is met. */
export function detectingDeaths(depth: Depth): Search[] {
  return deathsWithin(depth, STATES)
    .filter(({ recovery }) => recovery !== 'by itself')
    .map((search) => ({ ...search, strategy: 'unsynchronised' }))
}
