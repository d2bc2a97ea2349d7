/** Mistakes in reading, and in what a near cache may believe. */
import { type Mutant, together } from './mutant.ts'

export const READING: readonly Mutant[] = [
  {
    name: 'a reader does not look at the cell again',
    edits: [
      {
        file: 'kernel/strategies/lock-free/read.ts',
        from: "  setOwnF64(slot + offsetof<Slot>('version'), <f64>version)\n  return load64(record) == cell",
        to: "  setOwnF64(slot + offsetof<Slot>('version'), <f64>version)\n  return true",
      },
    ],
    task: together('text', ['set text then set text', 'get'], 2),
  },
  {
    name: "a number's reader does not look at the cell again",
    edits: [
      {
        file: 'kernel/strategies/lock-free/numbers.ts',
        from: 'if (again == cell && bits != SEE_TAG_BITS) return',
        to: 'if (bits != SEE_TAG_BITS) return',
      },
    ],
    task: together('present', ['set', 'get'], 2),
  },
  {
    name: "a number's reader believes a record that is not in a table yet",
    edits: [
      {
        file: 'kernel/strategies/lock-free/numbers.ts',
        from: "    const cell = load64(record)\n    if (load64(segment) == word && load64(record + offsetof<Record>('key')) == keyWord) {",
        to: "    if (load64(segment) != word) return SEE_TAG\n    const cell = load64(record)\n    if (load64(record + offsetof<Record>('key')) == keyWord) {",
      },
    ],
    task: together('present', ['clear then set', 'get then get'], 2),
  },
  {
    name: 'a walker believes a key that was read while its record was given back',
    edits: [
      {
        file: 'kernel/strategies/lock-free/walk.ts',
        from: 'if (load64(record) == cell) return info >> KIND_SHIFT',
        to: 'return info >> KIND_SHIFT',
      },
    ],
    task: together('present', ['clear', 'read key'], 1),
  },
  {
    name: 'a known record is written without a look whose it is',
    edits: [
      {
        file: 'kernel/strategies/lock-free/write.ts',
        from: "epochOf(root) == epoch && load32(record + offsetof<Record>('identity')) == identity",
        to: 'epochOf(root) == epoch',
      },
    ],
    task: together('recycled', ['set known', 'set other'], 1),
  },
  {
    name: "a known record's identity is compared before its cell is loaded",
    edits: [
      {
        file: 'kernel/strategies/lock-free/write.ts',
        from: "    const cell = load64(record)\n    const known =\n      epochOf(root) == epoch && load32(record + offsetof<Record>('identity')) == identity\n",
        to: "    const known =\n      epochOf(root) == epoch && load32(record + offsetof<Record>('identity')) == identity\n    const cell = load64(record)\n",
      },
    ],
    task: together('burying', ['set known', 'set other'], 2),
  },
  {
    name: 'clear does not move the epoch',
    edits: [
      {
        file: 'kernel/table/versions.ts',
        from: 'const next = withEpoch(root, (root & UNIT_MASK) + 1) ^ DIRECTORY_BIT',
        to: 'const next = (root ^ DIRECTORY_BIT) + 1',
      },
    ],
    task: together('present', ['clear', 'get', 'is current'], 2),
  },
  {
    name: 'a write does not enter a new version unit',
    edits: [
      {
        file: 'kernel/table/cells.ts',
        from: '    enterUnit(versionOf(record, stampOf(cell)) + 1)\n',
        to: '',
      },
    ],
    task: together('boundary', ['set', 'get'], 0),
  },
]
