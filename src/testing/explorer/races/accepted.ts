/**
 * Races that the kernel means to have. In each, a thread writes a word of its own by a plain store while another uses it:
 * so the other sees an old value or a new one, and both must be right.
 */
import type { Stage } from '../stage.ts'
import { FieldNames } from './fields.ts'
import type { Acceptance } from './races.ts'

export interface AcceptedRace {
  /** As in fields.ts. */
  readonly fields: readonly string[]
  /** Whether the plain store is of more than 4 bytes. */
  readonly isWide: boolean
  /** What the other thread does: by default an atomic load. A plain one is of 4 bytes, which no engine tears. */
  readonly other?: 'plain load' | 'atomic store'
  readonly reason: string
}

export const ACCEPTED_RACES: readonly AcceptedRace[] = [
  {
    fields: ['SlotHorizon.inlineTarget', 'Slot.phase', 'Slot.target'],
    isWide: false,
    reason:
      'replaceCell asks whether the writer of a cell is still between its CAS and its note of it. Intent and ' +
      'announcement were stored before the CAS that was seen, so they are seen if they still stand; if it is over, ' +
      'evidence does no harm.',
  },
  {
    fields: ['Slot.expected'],
    isWide: true,
    reason: 'The same.',
  },
  {
    fields: ['block.link', 'table.link', 'Record.key'],
    isWide: false,
    reason:
      'A reader that comes too late looks at a block or record that was freed. The CAS or store that took it away comes ' +
      'before that of its link, so the reader finds the cell, or the segment word, changed and believes nothing.',
  },
  {
    fields: ['table.link', 'table.data'],
    isWide: true,
    reason:
      'A reader that comes too late probes a table that was replaced, and whose block is a new table by now. It finds ' +
      "the segment's word changed.",
  },
  {
    fields: ['Slot.phase', 'Slot.target', 'Slot.expected', 'Slot.inserting', 'Slot.reading'],
    isWide: true,
    reason:
      'A slot that is taken anew is zeroed, while somebody still looks at the intents of its former thread: they were ' +
      'over before, and are none after.',
  },
  {
    fields: ['evidence'],
    isWide: true,
    other: 'atomic store',
    reason:
      'Evidence for the former thread of a slot may come after the slot was zeroed for the next. It names a stamp that ' +
      "the record has had, and that none of the next thread's changes will make again.",
  },
  {
    fields: ['SlotEntry.removals'],
    isWide: false,
    reason:
      'A hint whether to look for tombstones. A delete that is not counted yet is not over, and the insert that finds ' +
      'the map full may be said to come before it.',
  },
  {
    fields: ['Header.frontier', 'Header.freeUnits'],
    isWide: false,
    other: 'plain load',
    reason:
      'isAboveReserve is a guess for an insert with a staged key, which may be refused or not.',
  },
]

export function acceptanceOf(
  stage: Stage,
  accepted: readonly AcceptedRace[] = ACCEPTED_RACES,
): Acceptance {
  const names = new FieldNames(stage)
  return ({ address, first, second }) => {
    const [store, by] = first.isPlain && first.isWrite ? [first, second] : [second, first]
    if (!store.isPlain || !store.isWrite) return false
    const does = `${by.isPlain ? 'plain' : 'atomic'} ${by.isWrite ? 'store' : 'load'}`
    const field = names.nameOf(address)
    return accepted.some(
      ({ fields, isWide, other = 'atomic load' }) =>
        isWide === store.isWide && other === does && fields.includes(field),
    )
  }
}
