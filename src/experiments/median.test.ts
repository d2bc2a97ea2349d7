import { expect, it } from 'vitest'
import { median } from './median.ts'

it('median is the middle one', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(3)
  expect(median([])).toBeNaN()
})
