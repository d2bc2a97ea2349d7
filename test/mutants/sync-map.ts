/** Mistakes in the two tables of `sync-map`. */
import { dying, type Mutant, together } from './mutant.ts'

const DIRTY = 'kernel/strategies/sync-map/dirty.ts'
const OPERATIONS = 'kernel/strategies/sync-map/operations.ts'
const LOCK = 'kernel/strategies/sync-map/map-lock.ts'
const strategy = 'sync-map'

export const AMENDING: readonly Mutant[] = [
  {
    name: 'a miss is believed though the dirty table was promoted meanwhile',
    edits: [
      {
        file: DIRTY,
        from: '  return !isAmended(segment) && load64(segment) == segmentWord\n',
        to: '  return !isAmended(segment)\n',
      },
    ],
    task: { ...together('turning', ['has', 'get'], 1), strategy },
  },
  {
    name: 'the dirty table is gone before it has taken the place of the other',
    edits: [
      {
        file: DIRTY,
        from: '      store64(home, nextWord(word, tableOf(dirty), tableBits(dirty)))\n',
        to: '      store64(dirtyOf(home), nextWord(dirty, 0, 0))\n      store64(home, nextWord(word, tableOf(dirty), tableBits(dirty)))\n',
      },
    ],
    task: { ...together('turning', ['get', 'has'], 2), strategy },
  },
  {
    name: 'a deleted key is left out of the dirty table though it was set again',
    edits: [
      {
        file: 'kernel/table/growth.ts',
        from: '    replaceCell(id, record, cell, special(DEAD, id))\n',
        to: '    store64(record, (cell & 0xffffffff00000000) + 0x100000000 + special(DEAD, id))\n',
      },
    ],
    task: { ...together('tombstone', ['set other', 'set integer'], 2), strategy },
  },
  {
    name: 'a new key goes into the dirty table without the lock',
    edits: [
      {
        file: OPERATIONS,
        from: '  enterMap(id)\n  const root = loadRoot()\n  const record = findUnderLock(root)\n  let result = CONFLICT\n',
        to: '  const root = loadRoot()\n  const record = findUnderLock(root)\n  let result = CONFLICT\n',
      },
    ],
    task: { ...together('amended', ['set other', 'set other'], 1), strategy },
  },
  {
    name: 'a clear forgets the dirty tables',
    edits: [
      {
        file: OPERATIONS,
        from: '  promoteAll(slot, id)\n  clearMap(slot, id)\n',
        to: '  clearMap(slot, id)\n',
      },
    ],
    task: { ...together('dirty', ['clear then clear', 'get'], 0), strategy },
  },
  {
    name: 'a dead thread leaves its lock to nobody',
    edits: [{ file: LOCK, from: '  if (holds(mapLock, id)) leaveMap()\n', to: '' }],
    task: { ...dying('dirty', ['get', 'set']), strategy },
  },
  {
    name: 'a promotion that a death cut short is not finished',
    edits: [{ file: DIRTY, from: '  if (phase == PROMOTING) finishPromotion(slot, id)\n', to: '' }],
    task: { ...dying('turning', ['get', 'set']), strategy },
  },
  {
    name: 'a dirty table that is already in use is freed as if it were still in hand',
    edits: [
      {
        file: DIRTY,
        from: '  if (<u32>load64(dirtyOf(home)) == own32(tableHand(slot))) sweep(slot, id)\n  else enter(slot, IDLE)\n',
        to: '  enter(slot, IDLE)\n',
      },
    ],
    task: { ...dying('present', ['set other', 'set']), strategy },
  },
]
