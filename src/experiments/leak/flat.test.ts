import { describe, expect, it } from 'vitest'
import { growthOf, isFlat } from './flat.ts'

describe('growthOf', () => {
  it('compares the last quarter with the first', () => {
    expect(growthOf([100, 900, 900, 150])).toBeCloseTo(0.5)
    expect(growthOf([100, 200, 0, 0, 0, 0, 30, 30])).toBeCloseTo(-0.8)
  })
})

describe('isFlat', () => {
  it('takes what varies for flat, and what grows not', () => {
    expect(isFlat([100, 103, 99, 104])).toBe(true)
    expect(isFlat([100, 80, 60, 40])).toBe(true)
    expect(isFlat([100, 110, 120, 130])).toBe(false)
  })
})
