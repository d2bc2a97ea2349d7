/** Mistakes in the kernel of a counter, each with a search that must find it. */
import type { CounterInput } from '../../src/testing/counters/operations.ts'
import type { CounterSearch } from '../../src/testing/counters/stage.ts'
import type { Edit } from './mutant.ts'

export interface CounterMutant {
  /** The mistake. */
  readonly name: string
  readonly edits: readonly Edit[]
  readonly search: CounterSearch
}

const COUNTER = 'kernel/counter/index.ts'
const ADD: CounterInput = { op: 'add', by: 1 }
const VALUE: CounterInput = { op: 'value' }
const RESET: CounterInput = { op: 'reset' }
const CAS = '    if (cas64(cell, <u64>before, <u64>after) == <u64>before) return <f64>after\n'
const CHECK = '    if (after > limit || after < -limit) return NaN\n'
const NOTE =
  "    if (cas64(offsetof<CounterHeader>('taken'), taken, <u64>cells) == taken) return <f64>sum\n"
const IMPORT: Edit = { file: COUNTER, from: 'import { add32, ', to: 'import { store64, add32, ' }

function mutant(
  name: string,
  from: string,
  to: string,
  search: CounterSearch,
  ...others: readonly Edit[]
): CounterMutant {
  return { name, edits: [{ file: COUNTER, from, to }, ...others], search }
}

function plain(...programs: readonly (readonly CounterInput[])[]): CounterSearch {
  return { stripes: 0, initial: 0, programs }
}

function striped(
  stripes: number,
  ...programs: readonly (readonly CounterInput[])[]
): CounterSearch {
  return { stripes, initial: 0, programs }
}

export const COUNTING: readonly CounterMutant[] = [
  mutant(
    'an add is a load and a store',
    CAS,
    '    store64(cell, <u64>after)\n    return <f64>after\n',
    plain([ADD], [ADD]),
    IMPORT,
  ),
  mutant(
    'an add is a plain store',
    CAS,
    '    setOwn64(cell, <u64>after)\n    return <f64>after\n',
    plain([ADD], [VALUE]),
  ),
  mutant(
    'a CAS that was lost counts as done',
    CAS,
    '    cas64(cell, <u64>before, <u64>after)\n    return <f64>after\n',
    striped(1, [ADD], [ADD]),
  ),
  mutant(
    'a CAS that was lost is tried again with what it had found before',
    '  while (true) {\n    const cell = mine\n    const before = <i64>load64(cell)\n',
    '  const cell = mine\n  const before = <i64>load64(cell)\n  while (true) {\n',
    plain([ADD], [ADD]),
  ),
  mutant(
    'the limit is looked at after the change, which is then undone',
    CHECK + CAS,
    `    if (cas64(cell, <u64>before, <u64>after) == <u64>before) {
      if (after <= limit && after >= -limit) return <f64>after
      store64(cell, <u64>before)
      return NaN
    }
`,
    { ...plain([ADD], [VALUE]), initial: Number.MAX_SAFE_INTEGER },
    IMPORT,
  ),
  mutant('the limit of one side is not looked at', CHECK, '    if (after > limit) return NaN\n', {
    ...plain([{ op: 'add', by: -1 }], [VALUE]),
    initial: Number.MIN_SAFE_INTEGER,
  }),
  mutant(
    'a sum leaves out the last cell',
    'cell < cellsEnd; cell',
    'cell < cellsEnd - CELL_SIZE; cell',
    striped(2, [ADD], [ADD, VALUE]),
  ),
  mutant(
    'who moves on to another cell goes beyond the last',
    '  if (mine == cellsEnd) mine = CELLS\n',
    '',
    striped(1, [ADD], [ADD]),
  ),
  mutant(
    'a look does not see that a reset came between',
    "    if (load64(offsetof<CounterHeader>('taken')) == taken) return",
    '    return',
    striped(2, [ADD, RESET, ADD], [VALUE]),
  ),
  mutant(
    'a reset of the plain form is a load and a store',
    '  if (!isStriped) return <f64>(<i64>swap64(CELLS, 0))\n',
    '  if (!isStriped) {\n    const sum = <i64>load64(CELLS)\n    store64(CELLS, 0)\n    return <f64>sum\n  }\n',
    plain([ADD], [RESET]),
    IMPORT,
  ),
  mutant(
    'two resets take the same',
    NOTE,
    "    store64(offsetof<CounterHeader>('taken'), <u64>cells)\n    return <f64>sum\n",
    striped(2, [ADD], [RESET], [RESET]),
    IMPORT,
  ),
  mutant(
    'a reset takes what it looks at a second time',
    NOTE,
    NOTE.replace('<u64>cells', '<u64>sumOfCells()'),
    striped(2, [ADD], [RESET]),
  ),
]
