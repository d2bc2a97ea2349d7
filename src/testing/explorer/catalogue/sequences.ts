/** Two operations of one thread beside another's: what the first leaves in hand, the second uses again. */
import type { ProgramName } from '../operations/vocabulary.ts'
import type { Base } from '../states/state.ts'
import type { Search } from '../task.ts'
import type { Depth } from './pairs.ts'
import { state } from './states.ts'

const STATES: readonly Base[] = [
  ...(['empty', 'present', 'text', 'tombstone', 'crowded', 'growing', 'burying'] as const),
]

/** Freeing a value and taking its block, a record or a table and taking those, for the same key or another. */
const SEQUENCES: readonly ProgramName[] = [
  ...(['set then set', 'set text then set text', 'set then delete', 'delete then insert'] as const),
  ...(['clear then set', 'clear then set other', 'clear then insert', 'clear then clear'] as const),
  ...(['set other then set', 'set other then delete', 'delete then set other'] as const),
]

/** What sees two moments, or one. */
const BESIDE: readonly ProgramName[] = [
  ...(['get', 'set', 'delete', 'clear', 'read known', 'set known'] as const),
  ...(['get then get', 'set then get', 'increment then get', 'delete then get'] as const),
  'is current then get',
]

export function sequences({ bound, most }: Depth): Search[] {
  return STATES.flatMap((base) =>
    SEQUENCES.flatMap((sequence) =>
      besideIn(base).map((beside) => ({
        ...{ kind: 'pair' as const, state: state(base), programs: [sequence, beside] },
        ...{ recovery: 'by another' as const, bound, most },
      })),
    ),
  )
}

/** Nobody knows a key that never was there. */
function besideIn(base: Base): readonly ProgramName[] {
  const isKnown = base !== 'empty' && base !== 'growing'
  return isKnown ? BESIDE : BESIDE.filter((name) => !/known|current/.test(name))
}
