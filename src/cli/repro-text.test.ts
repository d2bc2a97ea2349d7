import { expect, it } from 'vitest'
import type { Reproduction, Scenario } from '../experiments/reproduction.ts'
import { happened, introduction, jsonOf, remedy, verdict } from './repro-text.ts'

const seen: Reproduction = {
  seen: true,
  figures: { lost: 3 },
  lines: ['3 are lost'],
  safe: { seen: false, figures: { lost: 0 }, lines: ['0 are lost'] },
}
const scenario: Scenario = {
  name: 'nested',
  summary: 'updates vanish',
  about: 'Four threads.',
  safeForm: 'first()\nsecond()',
  run: () => Promise.resolve(seen),
}

it('a failure for people: what it does, what happens, the safe form and what happens then', () => {
  expect(introduction(scenario)).toBe('nested: updates vanish\n\nFour threads.\n')
  expect(happened(seen)).toBe('What happens:\n  3 are lost\n')
  expect(remedy(scenario, seen.safe)).toBe(
    'The safe form:\n  first()\n  second()\n\nWith it:\n  0 are lost\n',
  )
  expect(verdict(seen)).toBe('Seen: yes. Failed with the safe form: no.')
})

it('a failure for programs: its figures, and those of the safe form', () => {
  expect(jsonOf(scenario, seen)).toEqual({
    name: 'nested',
    seen: true,
    lost: 3,
    safe: { seen: false, lost: 0 },
  })
})
