import { describe, expect, it } from 'vitest'
import { keyChoice } from './key-choice.ts'
import { randomOf } from './random.ts'
import type { Distribution, HotSet } from './workload.ts'

const DRAWS = 200_000
const SEED = 99
const HOT = { operations: 90, keys: 10 }

function countsOf(
  distribution: Distribution,
  keys: number,
  { hot = HOT, newest = keys }: { hot?: HotSet; newest?: number } = {},
): Map<number, number> {
  const choose = keyChoice({ keys, distribution, hot }, randomOf(SEED, 0), () => newest)
  const counts = new Map<number, number>()
  for (let n = 0; n < DRAWS; n++) {
    const key = choose()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

function shareOfMostUsed(counts: ReadonlyMap<number, number>, keys: number): number {
  const most = [...counts.values()].toSorted((a, b) => b - a).slice(0, keys)
  return most.reduce((sum, count) => sum + count, 0) / DRAWS
}

describe(`keyChoice, seed ${SEED}`, () => {
  it.each(['uniform', 'zipf', 'hot', 'latest'] as const)('%s stays among the keys', (name) => {
    for (const keys of [1, 2, 10, 1000]) {
      for (const key of countsOf(name, keys).keys()) {
        expect(Number.isInteger(key) && key >= 0 && key < keys, `${key} of ${keys}`).toBe(true)
      }
    }
  })

  it('uniform uses all alike', () => {
    const counts = countsOf('uniform', 100)
    const tolerance = 5 * Math.sqrt((DRAWS / 100) * 0.99)
    for (const count of counts.values()) {
      expect(Math.abs(count - DRAWS / 100)).toBeLessThan(tolerance)
    }
  })

  it('zipf uses few of them much, and those do not lie side by side', () => {
    const counts = countsOf('zipf', 10_000)
    expect(shareOfMostUsed(counts, 100)).toBeGreaterThan(0.4)
    const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a).map(([key]) => key)
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBeGreaterThan(1)
  })

  it('hot gives the hot set its share', () => {
    const counts = countsOf('hot', 1000, { hot: { operations: 80, keys: 5 } })
    expect(shareOfMostUsed(counts, 50)).toBeCloseTo(0.8, 2)
    expect(counts.size).toBe(1000)
  })

  it('latest uses the newest most, among as many as there were at first', () => {
    const counts = countsOf('latest', 100, { newest: 500 })
    const [most] = [...counts].toSorted(([, a], [, b]) => b - a).map(([key]) => key)
    expect(most).toBe(499)
    expect(Math.min(...counts.keys())).toBe(400)
  })
})
