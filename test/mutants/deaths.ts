/** Mistakes that only a death brings to light. */
import { dying, type Mutant } from './mutant.ts'

const INTENTS = 'kernel/threads/intents.ts'
const HORIZON = 'kernel/threads/horizon.ts'
const RECOVERY = 'kernel/threads/recovery.ts'
const CELLS = 'kernel/table/cells.ts'

export const DYING: readonly Mutant[] = [
  {
    name: 'no evidence is left that a change took place',
    edits: [
      {
        file: CELLS,
        from: '    leaveEvidence(id, writer, record, cell)\n',
        to: '    {}\n',
      },
    ],
    task: dying('present', ['set', 'set']),
  },
  {
    name: 'a change is said to be over before it is noted',
    edits: [
      {
        file: CELLS,
        from: '  enter(slot, REPLACED)\n  applyCount(slot)\n',
        to: '  applyCount(slot)\n',
      },
      {
        file: CELLS,
        from: '  countChange(id)\n',
        to: '  countChange(id)\n  enter(slot, REPLACED)\n',
      },
    ],
    task: dying('present', ['set', 'set']),
  },
  {
    name: 'recovery leaves the horizon where it was',
    edits: [{ file: RECOVERY, from: '  renewHorizon(id)\n', to: '' }],
    task: dying('present', ['set', 'get']),
  },
  {
    name: 'the change under way is taken for one that is over',
    edits: [{ file: HORIZON, from: '& NUMBER_MASK) < PERIOD', to: '& NUMBER_MASK) < 0' }],
    task: dying('present', ['set then set', 'set']),
  },
  {
    name: 'a change to an integer or a tombstone is not named',
    edits: [{ file: HORIZON, from: "('inlineTarget'), <u32>record)", to: "('inlineTarget'), 0)" }],
    task: dying('present', ['delete', 'set']),
  },
  {
    name: 'recovery counts twice',
    edits: [
      { file: INTENTS, from: 'own32(counter) + delta)', to: 'delta)' },
      {
        file: INTENTS,
        from: "if (at) setOwn32(at, own32(slot + offsetof<Slot>('liveTarget')))",
        to: "if (at) setOwn32(at, own32(at) + own32(slot + offsetof<Slot>('liveTarget')))",
      },
    ],
    task: dying('empty', ['set', 'get']),
  },
  {
    name: 'an insert is not announced',
    edits: [
      {
        file: 'kernel/strategies/lock-free/insert.ts',
        from: '  enter(slot, INSERT)\n',
        to: '',
      },
    ],
    task: dying('empty', ['set', 'get']),
  },
  {
    name: 'a block is named only after it has left the magazine',
    edits: [
      {
        file: 'kernel/heap/blocks.ts',
        from: '  setOwn32(hand, block)\n  setOwn32(magazine, own32(linkOf(block, sizeClass)))\n',
        to: '  setOwn32(magazine, own32(linkOf(block, sizeClass)))\n  setOwn32(hand, block)\n',
      },
    ],
    task: dying('present', ['set', 'get']),
  },
  {
    name: 'recovery frees the replaced block a second time',
    edits: [
      {
        file: RECOVERY,
        from: 'if (size <= LARGEST && isReleased(slot, blockOf(reference), classOf(size))) {',
        to: 'if (size > LARGEST) {',
      },
    ],
    task: dying('present', ['set', 'get']),
  },
  {
    name: 'a lock of the dead is not released',
    edits: [
      {
        file: RECOVERY,
        from: "    unlock(detailOf(segment) + offsetof<Segment>('lock'))\n",
        to: '    {}\n',
      },
    ],
    task: dying('growing', ['set', 'get']),
  },
  {
    name: 'a table that is being given back is swept again',
    edits: [
      {
        file: 'kernel/table/growth.ts',
        from: '  enter(slot, IDLE)\n  free(slot, id, old, size, tableHand(slot))\n',
        to: "  setOwn32(tableHand(slot), 0)\n  free(slot, id, old, size, slot + offsetof<Slot>('phase'))\n",
      },
    ],
    task: dying('present', ['clear', 'get']),
  },
  {
    name: "a dead recoverer's lock is not passed on",
    edits: [
      {
        file: RECOVERY,
        from: 'if (!inherit(RECOVERY, dead, id)) lock(RECOVERY, id)',
        to: 'lock(RECOVERY, id)',
      },
    ],
    task: { ...dying('present', ['set']), kind: 'recovery deaths' },
  },
  {
    name: 'who waits for the heap, with a lock of its own, recovers all of the dead',
    edits: [{ file: RECOVERY, from: '  if (isTakingOver) {', to: '  if (false) {' }],
    task: dying('starving', ['clear', 'set'], 'by who waits', 1),
  },
  {
    name: 'the heap is not put in order by who takes its lock over',
    edits: [
      {
        file: 'kernel/heap/heap-lock.ts',
        from: 'if (lockOrTakeOver(WORD, selfId, settlesFor(selfId))) repairHeap(selfId)',
        to: 'if (lockOrTakeOver(WORD, selfId, settlesFor(selfId))) {}',
      },
    ],
    task: dying('spilling', ['set', 'get']),
  },
  {
    name: 'whoever has the slot of the dead by then is declared dead',
    edits: [
      {
        file: 'kernel/threads/slot-table.ts',
        from: 'const attached = (thread << THREAD_SHIFT) | ATTACHED',
        to: 'thread = threadAt(id)\n  const attached = (thread << THREAD_SHIFT) | ATTACHED',
      },
    ],
    task: dying('present', ['set', 'reattach'], 'by two', 1),
  },
]
