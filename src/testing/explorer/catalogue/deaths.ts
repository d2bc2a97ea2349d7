/** Deaths at each step, with a thread that lives on, and deaths of whoever recovers the dead. */
import type { ProgramName } from '../operations/vocabulary.ts'
import { RECOVERIES, type Recovery } from '../recoveries.ts'
import type { StateName } from '../states/state.ts'
import type { Search } from '../task.ts'
import type { Depth } from './pairs.ts'
import { EVERYTHING, state, verbsIn } from './states.ts'

/** Where a thread dies in what it does not do elsewhere: in the heap, with a run, with a block for a key, as it detaches. */
const SPECIAL: readonly (readonly [StateName, readonly ProgramName[]])[] = [
  [state('virgin', 'number', true), ['set']],
  [state('empty', 'number', true), ['set', 'set text']],
  [state('growing', 'number', true), ['set', 'clear']],
  [state('full', 'number', true), ['set text', 'set text other', 'set']],
  [state('spilling'), ['set', 'set block', 'delete', 'clear']],
  [state('run'), ['set', 'set run', 'delete', 'clear']],
  [state('reclaiming', 'large text'), ['set integer']],
  [state('present'), ['detach', 'reattach']],
  [state('empty', 'long text'), ['set', 'set text', 'insert', 'set by staged key']],
  [
    state('present', 'long text'),
    ['get staged', 'set by staged key', 'delete by staged key', 'clear'],
  ],
  [state('growing', 'long text'), ['set', 'set by staged key']],
  [state('burying', 'long text'), ['set other', 'clear']],
]

/**
 * What the other thread does meanwhile: the same key, the same table, all of it, or nothing that is in the way; where all
 * are told of a death, it may take the slot of the dead, and must not be taken for dead itself.
 */
const SURVIVORS: Readonly<Record<Recovery, readonly ProgramName[]>> = {
  'by another': ['set', 'set other', 'clear', 'get'],
  'by two': ['set', 'reattach'],
  'by who waits': ['set', 'set other', 'clear'],
  'by itself': ['set', 'clear'],
}

/** Beside a thread that works in the heap, which takes ten times as long, one that does so too is enough. */
function survivorsIn({ isCold }: StateName, recovery: Recovery): readonly ProgramName[] {
  return isCold ? ['set'] : SURVIVORS[recovery]
}

function victims(): (readonly [StateName, readonly ProgramName[]])[] {
  return [...EVERYTHING.map((name) => [name, verbsIn(name).writes] as const), ...SPECIAL]
}

/** Each operation that writes, in each state, with each survivor and each way of recovery. */
export function deaths({ bound, most }: Depth): Search[] {
  return victims().flatMap(([name, verbs]) =>
    verbs.flatMap((verb) =>
      RECOVERIES.flatMap((recovery) =>
        survivorsIn(name, recovery).map((survivor) =>
          search('deaths', name, [verb, survivor], recovery, bound, most),
        ),
      ),
    ),
  )
}

/** The first thread dies with a lock that the second waits for, which holds one itself. */
export function deathsWithLocks({ bound, most }: Depth): Search[] {
  const victims: readonly ProgramName[] = ['set', 'clear']
  return RECOVERIES.flatMap((recovery) =>
    victims.map((verb) =>
      search('deaths', state('starving'), [verb, 'set'], recovery, bound, most),
    ),
  )
}

/** All are told of a death, and somebody takes the slot that the first of them has freed. */
export function deathsWithArrivals({ bound, most }: Depth): Search[] {
  return [search('deaths', state('present'), ['set', 'reattach'], 'by two', bound, most)]
}

/** A few of them. */
export function someDeaths({ bound, most }: Depth): Search[] {
  const verbs: readonly ProgramName[] = ['set', 'delete', 'clear']
  return EVERYTHING.flatMap((name) =>
    verbs.map((verb) => search('deaths', name, [verb, 'set'], 'by another', bound, most)),
  )
}

/** One operation of each kind, with every way of recovery: for strategies that share the rest with another. */
export function deathsWithin(
  { bound, most }: Depth,
  names: readonly StateName[] = EVERYTHING,
): Search[] {
  const verbs: readonly ProgramName[] = ['get', 'set', 'delete', 'increment', 'clear']
  return names.flatMap((name) =>
    verbs.flatMap((verb) =>
      RECOVERIES.map((recovery) => search('deaths', name, [verb, 'set'], recovery, bound, most)),
    ),
  )
}

/** Each operation that writes, dead before each of its writes, and whoever recovers it, before each of its own. */
export function recoveryDeaths({ bound, most }: Depth): Search[] {
  return victims().flatMap(([name, verbs]) =>
    verbs.map((verb) => search('recovery deaths', name, [verb], 'by another', bound, most)),
  )
}

function search(
  kind: 'deaths' | 'recovery deaths',
  name: StateName,
  programs: readonly ProgramName[],
  recovery: Recovery,
  bound: number,
  most: number,
): Search {
  return { kind, state: name, programs, recovery, bound, most }
}
