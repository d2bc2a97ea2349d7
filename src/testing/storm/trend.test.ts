import { describe, expect, it } from 'vitest'
import { Random } from './random.ts'
import { median, trendOf } from './trend.ts'

const noisy = (length: number, slope: number): number[] => {
  const random = new Random(length)
  return Array.from({ length }, (_, at) => 100_000 + slope * at + random.upTo(2000))
}

describe('trendOf', () => {
  it('lets a series fluctuate', () => {
    expect(trendOf(noisy(200, 0), 49, 500)).toMatchObject({ grew: false })
  })

  it('sees a slow climb', () => {
    expect(trendOf(noisy(200, 40), 49, 500)).toMatchObject({ grew: true })
  })

  it('does not mind what happened before', () => {
    const warmUp = Array.from({ length: 49 }, (_, at) => at * 2000)
    expect(trendOf([...warmUp, ...noisy(150, 0)], 49, 500)).toMatchObject({ grew: false })
  })

  it('has no opinion on a short series', () => {
    expect(trendOf(noisy(60, 500), 49, 500)).toBeUndefined()
    expect(trendOf([], 49, 500)).toBeUndefined()
  })
})

describe('median', () => {
  it('is the middle, or half way between the two middles', () => {
    expect(median([5, 1, 3])).toBe(3)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([])).toBe(0)
  })
})
