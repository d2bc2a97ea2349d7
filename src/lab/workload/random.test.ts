import { describe, expect, it } from 'vitest'
import { randomOf } from './random.ts'

const DRAWS = 100_000

function first(seed: number, stream: number, count: number): number[] {
  const { next } = randomOf(seed, stream)
  return Array.from({ length: count }, next)
}

describe('randomOf', () => {
  it('repeats itself with its seed and stream, and with no others', () => {
    expect(first(7, 0, 100)).toEqual(first(7, 0, 100))
    expect(first(7, 0, 100)).not.toEqual(first(7, 1, 100))
    expect(first(7, 0, 100)).not.toEqual(first(8, 0, 100))
  })

  it('fills the unit interval evenly', () => {
    const counts = new Array<number>(10).fill(0)
    for (const value of first(1, 0, DRAWS)) {
      const tenth = Math.floor(value * 10)
      counts[tenth] = (counts[tenth] ?? 0) + 1
    }
    expect(counts).toHaveLength(10)
    // Five standard deviations of a binomial count.
    const tolerance = 5 * Math.sqrt(DRAWS * 0.1 * 0.9)
    for (const count of counts) expect(Math.abs(count - DRAWS / 10)).toBeLessThan(tolerance)
  })

  it('draws whole numbers below a bound', () => {
    const { below } = randomOf(3, 0)
    const seen = new Set(Array.from({ length: 1000 }, () => below(7)))
    expect([...seen].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
})
