import { describe, expect, it } from 'vitest'
import { OptionError } from '../../errors.ts'
import { LOAD_NAMES } from './loads.ts'
import { settingsFrom } from './settings.ts'

describe('the settings of a history storm', () => {
  it('are complete when nothing is said, with a seed that is drawn', () => {
    expect(settingsFrom({})).toMatchObject({
      ...{ operations: 300_000, roundOperations: 60_000, workers: 4, loads: LOAD_NAMES },
      ...{ stallMs: 20_000, maxViolations: 3 },
    })
    expect(settingsFrom({}).seed).not.toBe(settingsFrom({}).seed)
    expect(settingsFrom({ seed: 5 }).seed).toBe(5)
  })

  it.each([
    { operations: 0 },
    { operations: 1.5 },
    { roundOperations: 99 },
    { workers: 0 },
    { workers: 33 },
    { loads: [] },
    { seed: -1 },
    { stallMs: 1 },
    { maxViolations: 0 },
  ])('refuse %j', (options) => {
    expect(() => settingsFrom(options)).toThrow(OptionError)
  })
})
