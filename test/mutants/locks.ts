/** Mistakes in the locks of strategies that have any. */
import { dying, type Mutant, together } from './mutant.ts'

const READER_WRITER = 'kernel/locks/reader-writer.ts'

export const LOCKING: readonly Mutant[] = [
  {
    name: 'a writer does not wait for readers',
    edits: [
      {
        file: READER_WRITER,
        from: '    if (other != id && hasThread(other)) awaitReader(id, other, number)\n',
        to: '',
      },
    ],
    task: { ...together('present', ['set', 'get'], 1), strategy: 'rwlock' },
  },
  {
    name: 'a reader does not look for a writer',
    edits: [
      {
        file: READER_WRITER,
        from: '  if (isHeld(lockAt(number))) giveWay(slot, id, number)\n',
        to: '',
      },
    ],
    task: { ...together('present', ['set', 'get'], 1), strategy: 'sharded' },
  },
  {
    name: 'a reader looks for a writer before it says that it reads',
    edits: [
      {
        file: READER_WRITER,
        from: "  store32(slot + offsetof<Slot>('reading'), number + 1)\n  if (isHeld(lockAt(number))) giveWay(slot, id, number)\n",
        to: "  if (isHeld(lockAt(number))) giveWay(slot, id, number)\n  store32(slot + offsetof<Slot>('reading'), number + 1)\n",
      },
    ],
    task: { ...together('present', ['set', 'get'], 2), strategy: 'rwlock' },
  },
  {
    name: 'a dead reader reads for ever',
    edits: [
      {
        file: READER_WRITER,
        from: '  if (reading) stopReading(slot, reading - 1)\n',
        to: '',
      },
    ],
    task: { ...dying('present', ['get', 'set']), strategy: 'rwlock' },
  },
  {
    name: 'a dead writer writes for ever',
    edits: [
      {
        file: READER_WRITER,
        from: '    if (holds(lockAt(number), id)) unlock(lockAt(number))\n',
        to: '',
      },
    ],
    task: { ...dying('present', ['set', 'get']), strategy: 'sharded' },
  },
]
