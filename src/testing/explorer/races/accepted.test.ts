/** Each race on the list is met: so none stays there for longer than the kernel has it, and none is wider than it must be. */
import { describe, expect, test } from 'vitest'
import type { ProgramName } from '../operations/vocabulary.ts'
import { TaskRunner } from '../run-task.ts'
import type { Base, KeyForm } from '../states/state.ts'
import type { Search } from '../task.ts'
import { ACCEPTED_RACES } from './accepted.ts'

function pair(
  base: Base,
  programs: readonly ProgramName[],
  keys: KeyForm = 'number',
  isCold = false,
): Search {
  return {
    ...{ kind: 'pair', state: { base, keys, isCold }, programs },
    ...{ recovery: 'by another', bound: 1, most: 5000 },
  }
}

/** By field, and whether the plain store is wide: where it is met. */
const MEETINGS: readonly (readonly [field: string, isWide: boolean, task: Search])[] = [
  ['SlotHorizon.inlineTarget', false, pair('present', ['set integer then delete', 'set'])],
  ['Slot.phase', false, pair('present', ['set', 'set'])],
  ['Slot.target', false, { ...pair('present', ['set then set', 'set']), bound: 2 }],
  ['Slot.expected', true, { ...pair('present', ['set then set', 'set']), bound: 2 }],
  ['block.link', false, pair('present', ['set', 'get'])],
  ['table.link', false, pair('growing', ['set', 'get'])],
  ['Record.key', false, pair('present', ['clear', 'read key'])],
  ['table.link', true, pair('growing', ['clear then set', 'get'])],
  ['table.data', true, pair('present', ['clear then set', 'get'])],
  ['Slot.phase', true, pair('present', ['set then reattach', 'set'])],
  ['Slot.target', true, pair('present', ['set then reattach', 'set'])],
  ['Slot.expected', true, pair('present', ['set then reattach', 'set'])],
  ['evidence', true, pair('present', ['set then reattach', 'set'])],
  ['Slot.inserting', true, pair('present', ['reattach', 'clear'])],
  ['Slot.reading', true, { ...pair('present', ['reattach', 'set']), strategy: 'rwlock' }],
  ['SlotEntry.removals', false, pair('full', ['set text', 'delete'], 'number', true)],
  ['Header.freeUnits', false, pair('starving', ['clear', 'set by staged key'], 'long text')],
  ['Header.frontier', false, pair('growing', ['set run', 'set by staged key'], 'long text')],
]

describe('the race for', () => {
  test.each(MEETINGS)('%s is met, of a wide store: %s', (field, isWide, task) => {
    expect(new TaskRunner().run(task).violations).toEqual([])
    const others = ACCEPTED_RACES.map((accepted) =>
      accepted.isWide === isWide
        ? { ...accepted, fields: accepted.fields.filter((one) => one !== field) }
        : accepted,
    )
    const [violation] = new TaskRunner(undefined, others).run(task).violations
    expect(violation?.fault).toContain(` race for ${field} `)
  })
})

test('every race on the list is one of these', () => {
  const listed = ACCEPTED_RACES.flatMap(({ fields, isWide }) => fields.map((f) => `${f} ${isWide}`))
  const met = MEETINGS.map(([field, isWide]) => `${field} ${isWide}`)
  expect(new Set(listed)).toEqual(new Set(met))
})

test('where nothing is accepted, an everyday pair has a race', () => {
  const { violations } = new TaskRunner(undefined, []).run(pair('present', ['set', 'get']))
  expect(violations).toHaveLength(1)
})
