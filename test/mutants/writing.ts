/** Mistakes in changing one key. */
import { type Mutant, together } from './mutant.ts'

const WRITE = 'kernel/strategies/lock-free/write.ts'
const INSERT = 'kernel/strategies/lock-free/insert.ts'

export const WRITING: readonly Mutant[] = [
  {
    name: 'the replaced block is given back before the change',
    edits: [
      {
        file: WRITE,
        from: '  planReplace(slot, id, record, cell, reference)\n  if (replaceCell(id, record, cell, reference)) {\n    finishReplace(slot, id, cell)\n',
        to: "  planReplace(slot, id, record, cell, reference)\n  const block: usize = referenceOf(cell) & ~7\n  if (isBlock(referenceOf(cell))) free(slot, id, block, 16, slot + offsetof<Slot>('padding0'))\n  if (replaceCell(id, record, cell, reference)) {\n    applyCount(slot)\n    setOwn32(slot + offsetof<Slot>('hand'), 0)\n    enter(slot, IDLE)\n",
      },
      { file: WRITE, from: 'import { enter, IDLE,', to: 'import { applyCount, enter, IDLE,' },
      { file: WRITE, from: 'import { add32,', to: 'import { setOwn32, add32,' },
    ],
    task: together('present', ['set', 'set'], 1),
  },
  {
    name: 'a value is published before it is written',
    edits: [
      {
        file: 'kernel/table/values.ts',
        from: '  storePayload(block + HEADER_SIZE, reinterpret<u64>(value))\n  made = <u32>block | DOUBLE\n',
        to: '  late = reinterpret<u64>(value)\n  made = <u32>block | DOUBLE\n',
      },
      {
        file: 'kernel/table/values.ts',
        from: 'export let made: u32 = 0\n',
        to: 'export let made: u32 = 0\nexport let late: u64 = 0\n',
      },
      {
        file: WRITE,
        from: '  if (replaceCell(id, record, cell, reference)) {\n',
        to: '  if (replaceCell(id, record, cell, reference)) {\n    if (tagOf(reference) == DOUBLE) storePayload(<usize>(reference & ~7) + 8, late)\n',
      },
      { file: WRITE, from: 'import { made } from', to: 'import { late, made } from' },
      { file: WRITE, from: 'import { add32,', to: 'import { storePayload, add32,' },
    ],
    task: together('present', ['set', 'get'], 1),
  },
  {
    name: 'a record is published before it is made ready',
    edits: [
      { file: INSERT, from: '  fillRecord(slot, home, root, made)\n', to: '' },
      {
        file: INSERT,
        from: '  finishInsert(slot, id)\n  add32',
        to: '  fillRecord(slot, home, root, made)\n  finishInsert(slot, id)\n  add32',
      },
    ],
    task: together('empty', ['insert', 'insert'], 1),
  },
  {
    name: 'a write that builds on absence does not look whether a clear has come',
    edits: [{ file: INSERT, from: 'return loadRoot() != root', to: 'return false' }],
    task: together('present', ['insert', 'clear'], 2),
  },
  {
    name: 'a payload word is a plain store',
    edits: [
      {
        file: 'kernel/table/values.ts',
        from: '  storePayload(block + HEADER_SIZE, reinterpret<u64>(value))\n',
        to: '  setOwn64(block + HEADER_SIZE, reinterpret<u64>(value))\n',
      },
    ],
    task: together('present', ['set then set', 'get'], 2),
  },
]
