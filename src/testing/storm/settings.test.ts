import { describe, expect, it } from 'vitest'
import { OptionError } from '../../errors.ts'
import { MAX_SEED, settingsFrom } from './settings.ts'

describe('settingsFrom', () => {
  it('fills in what was not said, and draws a seed', () => {
    const settings = settingsFrom({})
    expect(settings).toMatchObject({ rounds: 200, workers: 4, parent: 'thread', stallMs: 3000 })
    expect(Number.isInteger(settings.seed)).toBe(true)
    expect(settings.mapModule).toMatch(/selvedge-maps\.js$/)
  })

  it('keeps what was said', () => {
    const said = { rounds: 3, workers: 2, seed: MAX_SEED, parent: 'main', stallMs: 500 } as const
    expect(settingsFrom({ ...said, strategy: 'rwlock' })).toMatchObject({
      ...said,
      strategy: 'rwlock',
    })
  })

  it.each([
    { rounds: 0 },
    { rounds: 1.5 },
    { rounds: Number.NaN },
    { workers: 1 },
    { workers: 33 },
    { seed: -1 },
    { seed: 2 ** 32 },
    { stallMs: 0 },
  ])('refuses %o', (options) => {
    expect(() => settingsFrom(options)).toThrow(OptionError)
  })
})
