/** Three operations at a time: chosen, for there are too many. */
import type { ProgramName } from '../operations/vocabulary.ts'
import type { Base } from '../states/state.ts'
import type { Sample, Search } from '../task.ts'
import type { Depth } from './pairs.ts'
import { state } from './states.ts'

type Triple = readonly [ProgramName, ProgramName, ProgramName]

const TRIPLES: readonly (readonly [Base, readonly Triple[]])[] = [
  [
    'empty',
    [
      ['insert', 'insert', 'insert'],
      ['set', 'set other', 'clear'],
      ['insert', 'delete', 'get'],
      ['increment', 'increment', 'clear'],
    ],
  ],
  [
    'present',
    [
      ['set', 'delete', 'get'],
      ['set', 'set', 'get'],
      ['delete', 'insert', 'set if version'],
      ['set known', 'clear', 'set other'],
      ['set', 'clear', 'clear'],
      ['set', 'clear', 'read key'],
      ['reattach', 'set', 'set'],
      ['clear then set', 'set', 'insert'],
      ['clear then insert', 'insert', 'get then get'],
    ],
  ],
  [
    'integer',
    [
      ['increment', 'increment', 'increment'],
      ['set integer', 'set', 'delete'],
    ],
  ],
  [
    'tombstone',
    [
      ['insert', 'insert', 'delete'],
      ['set', 'clear', 'get'],
    ],
  ],
  [
    'growing',
    [
      ['set', 'set other', 'get'],
      ['set', 'set other', 'clear'],
      ['insert', 'insert', 'delete'],
    ],
  ],
  [
    'burying',
    [
      ['set known', 'set other', 'delete'],
      ['set', 'set other', 'clear'],
      ['is current', 'set other', 'set'],
    ],
  ],
  [
    'recycled',
    [
      ['set known', 'set other', 'set'],
      ['is current', 'set other', 'clear'],
    ],
  ],
  [
    'crammed',
    [
      ['set integer', 'set integer other', 'get'],
      ['set integer', 'set integer other', 'clear'],
    ],
  ],
  ['boundary', [['set', 'set known', 'is current']]],
]

function plans() {
  return TRIPLES.flatMap(([base, triples]) =>
    triples.map((programs) => ({
      ...{ state: state(base), programs, recovery: 'by another' as const },
    })),
  )
}

export function triples({ bound, most }: Depth): Search[] {
  return plans().map((plan) => ({ kind: 'triple', ...plan, bound, most }))
}

export interface Chances {
  readonly schedules: number
  readonly changes: number
  readonly seed: number
}

/** The same at random, beyond the bound; and again with a death in each. */
export function samples({ schedules, changes, seed }: Chances): Sample[] {
  return plans().flatMap((plan, i) =>
    [false, true].map((hasDeath) => ({
      ...{ kind: 'random', ...plan, schedules, changes, seed: seed + i, hasDeath },
    })),
  )
}
