/** Two operations of one thread beside another's: what the first leaves in hand, the second uses again. */
import type { ProgramName } from '../operations/vocabulary.ts'
import type { Base } from '../states/state.ts'
import type { Search } from '../task.ts'
import type { Depth } from './pairs.ts'
import { state } from './states.ts'

const STATES: readonly Base[] = [
  ...(['empty', 'present', 'text', 'tombstone', 'crowded', 'growing', 'burying'] as const),
]

const SEQUENCES: readonly ProgramName[] = [
  ...(['set then set', 'set text then set text', 'set then delete', 'delete then insert'] as const),
  ...(['clear then set', 'set other then set', 'delete then set other', 'set then get'] as const),
  'get then get',
]

const BESIDE: readonly ProgramName[] = ['get', 'set', 'delete', 'clear', 'get then get']

export function sequences({ bound, most }: Depth): Search[] {
  return STATES.flatMap((base) =>
    SEQUENCES.flatMap((sequence) =>
      BESIDE.map((beside) => ({
        ...{ kind: 'pair' as const, state: state(base), programs: [sequence, beside] },
        ...{ recovery: 'by another' as const, bound, most },
      })),
    ),
  )
}
