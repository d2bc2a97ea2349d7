/** Mistakes by which the detector would suspect who did nothing. */
import { dying, type Mutant, together } from './mutant.ts'

const OPERATIONS = 'kernel/strategies/unsynchronised/operations.ts'
const strategy = 'unsynchronised'

export const DETECTING: readonly Mutant[] = [
  {
    name: 'a dead writer writes for ever',
    edits: [{ file: OPERATIONS, from: '  cas32(writing, id + 1, 0)\n}', to: '}' }],
    task: { ...dying('present', ['set', 'set']), strategy },
  },
  {
    name: 'a delete is never over',
    edits: [
      {
        file: OPERATIONS,
        from: '  const result = write.remove(slot, id, condition, version)\n  endWrite(id)\n',
        to: '  const result = write.remove(slot, id, condition, version)\n',
      },
    ],
    task: { ...together('present', ['delete', 'get'], 1), strategy },
  },
]
