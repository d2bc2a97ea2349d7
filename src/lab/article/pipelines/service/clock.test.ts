import { describe, expect, it } from 'vitest'
import { machineTime, machineTimeOf } from './clock.ts'

describe('the clock of the machine', () => {
  it('is the one that other processes have as well', () => {
    // Of some tries one is not disturbed between the two looks.
    const gaps = Array.from({ length: 100 }, () => {
      const before = Number(process.hrtime.bigint()) / 1e6
      return machineTime() - before
    })
    expect(Math.min(...gaps)).toBeGreaterThan(-0.01)
    expect(Math.min(...gaps)).toBeLessThan(0.1)
    expect(machineTimeOf(performance.now())).toBeLessThanOrEqual(machineTime())
  })
})
