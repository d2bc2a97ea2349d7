/** Mistakes in replacing a table, and in the locks around it. */
import { dying, type Mutant, together } from './mutant.ts'

const GROWTH = 'kernel/table/growth.ts'
const MUTEX = 'kernel/locks/mutex.ts'

export const GROWING: readonly Mutant[] = [
  {
    name: 'empty slots are not sealed, so that an insert is lost behind the copy',
    edits: [
      {
        file: GROWTH,
        from: 'const taken = cas64(at, 0, SEALED)\n',
        to: 'const taken = load64(at)\n',
      },
    ],
    task: together('growing', ['set', 'set other'], 1),
  },
  {
    name: 'the old table is given back while it is current',
    edits: [
      {
        file: GROWTH,
        from: '  store64(segment, nextWord(load64(segment), table, bits))\n  sweep(slot, id)\n',
        to: '  sweep(slot, id)\n  store64(segment, nextWord(load64(segment), table, bits))\n',
      },
    ],
    task: dying('growing', ['set', 'get']),
  },
  {
    name: 'the new table is current before it is filled',
    edits: [
      {
        file: GROWTH,
        from: '  if (table) zeroOwn(table, 8 << bits)\n',
        to: '  if (table) zeroOwn(table, 8 << bits)\n  store64(segment, ((load64(segment) & ~(COUNTED_ONCE - 1)) + COUNTED_ONCE) | ((<u64>bits) << 32) | table)\n',
      },
    ],
    task: together('crowded', ['set other', 'get'], 1),
  },
  {
    name: 'a table without successor stays sealed',
    edits: [{ file: GROWTH, from: 'cas64(at, SEALED, 0)\n', to: '{}\n' }],
    task: together('crammed', ['set integer', 'get'], 0),
  },
  {
    name: 'a lock is released twice',
    edits: [
      {
        file: MUTEX,
        from: '    if (seen & WAITED) notifyAll(word)\n    return\n',
        to: '    if (seen & WAITED) notifyAll(word)\n    store32(word, 0)\n    return\n',
      },
      { file: MUTEX, from: 'import { cas32,', to: 'import { store32, cas32,' },
    ],
    task: together('run', ['set run', 'set run'], 2),
  },
  {
    name: 'whoever wakes takes itself for the owner of the lock',
    edits: [
      {
        file: MUTEX,
        from: '    if (outcome != TIMED_OUT || !owner) continue\n',
        to: '    if (outcome != TIMED_OUT || !owner) return false\n',
      },
    ],
    task: together('run', ['set run', 'set run'], 2),
  },
  {
    name: 'slots are counted by a plain store',
    edits: [
      {
        file: 'kernel/strategies/lock-free/insert.ts',
        from: "  add32(detailOf(home) + offsetof<Segment>('used'), 1)\n",
        to: "  setOwn32(detailOf(home) + offsetof<Segment>('used'), own32(detailOf(home) + offsetof<Segment>('used')) + 1)\n",
      },
    ],
    task: together('empty', ['set', 'set other'], 1),
  },
  {
    name: 'a key that is set again while its table is sealed has versions that it had',
    edits: [
      {
        file: GROWTH,
        from: '    store64(floorAt, max(load64(floorAt), versionOf(record, stampOf(cell)) + 1))\n    replaceCell(id, record, cell, special(DEAD, id))\n',
        to: '    replaceCell(id, record, cell, special(DEAD, id))\n    store64(floorAt, max(load64(floorAt), versionOf(record, stampOf(cell)) + 1))\n',
      },
    ],
    task: together('compacting', ['set integer', 'delete'], 2),
  },
]
