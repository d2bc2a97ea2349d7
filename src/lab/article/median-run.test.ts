import { describe, expect, it } from 'vitest'
import { medianRun } from './median-run.ts'

describe('medianRun', () => {
  it('is the run in the middle, with all its figures', () => {
    const runs = [
      { ms: 30, ops: 1 },
      { ms: 10, ops: 2 },
      { ms: 20, ops: 3 },
    ]
    expect(medianRun(runs, ({ ms }) => ms)).toEqual({ ms: 20, ops: 3 })
  })

  it('is the upper one of two, and nothing of none', () => {
    expect(medianRun([2, 1], (run) => run)).toBe(2)
    expect(medianRun([], () => 0)).toBeUndefined()
  })
})
