import { describe, expect, it } from 'vitest'
import { randomOf } from './random.ts'
import { THETA, zeta, zipf } from './zipf.ts'

const ITEMS = 1000
const DRAWS = 500_000
const SEED = 20_261

function countsOf(items: number, draws: number): number[] {
  const counts = new Array<number>(items).fill(0)
  const rank = zipf(items, randomOf(SEED, 0))
  for (let n = 0; n < draws; n++) {
    const drawn = rank()
    counts[drawn] = (counts[drawn] ?? 0) + 1
  }
  return counts
}

function expected(rank: number, items: number): number {
  return 1 / (rank + 1) ** THETA / zeta(items, THETA)
}

describe(`zipf, seed ${SEED}`, () => {
  const counts = countsOf(ITEMS, DRAWS)

  it('draws ranks in range only', () => {
    expect(counts).toHaveLength(ITEMS)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(DRAWS)
  })

  it.each([0, 1])('draws rank %i as often as the law says', (rank) => {
    const share = expected(rank, ITEMS)
    const tolerance = 5 * Math.sqrt(DRAWS * share * (1 - share))
    expect(Math.abs((counts[rank] ?? 0) - DRAWS * share)).toBeLessThan(tolerance)
  })

  it.each([10, 100, 500])('draws the first %i ranks about as often', (ranks) => {
    const drawn = counts.slice(0, ranks).reduce((sum, count) => sum + count, 0) / DRAWS
    let share = 0
    for (let rank = 0; rank < ranks; rank++) share += expected(rank, ITEMS)
    // The algorithm is an approximation beyond the second rank: a few percent.
    expect(Math.abs(drawn - share) / share).toBeLessThan(0.05)
  })

  it.each([1, 2, 3])('takes as few as %i items', (items) => {
    const few = countsOf(items, 1000)
    expect(few).toHaveLength(items)
    expect(few.every((count) => count > 0)).toBe(true)
  })
})
