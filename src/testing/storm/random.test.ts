import { describe, expect, it } from 'vitest'
import { mix, Random } from './random.ts'

describe('Random', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const [a, b, c] = [new Random(7), new Random(7), new Random(8)]
    const numbers = (random: Random): number[] => Array.from({ length: 50 }, () => random.next())
    const first = numbers(a)
    expect(numbers(b)).toEqual(first)
    expect(numbers(c)).not.toEqual(first)
  })

  it('stays within its bounds and reaches all of them', () => {
    const random = new Random(1)
    const counts = new Map<number, number>()
    for (let draw = 0; draw < 10_000; draw++) {
      const number = random.below(10)
      counts.set(number, (counts.get(number) ?? 0) + 1)
      expect(random.upTo(3)).toBeLessThan(3)
    }
    expect([...counts.keys()].toSorted((x, y) => x - y)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    for (const count of counts.values()) expect(count).toBeGreaterThan(850)
  })

  it('picks each of a few items', () => {
    const random = new Random(2)
    const picked = new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])))
    expect(picked.size).toBe(3)
  })
})

describe('mix', () => {
  it('spreads neighbours over all 32 bits, in either argument', () => {
    const hashes = new Set<number>()
    for (let a = 0; a < 100; a++) for (let b = 0; b < 100; b++) hashes.add(mix(a, b))
    expect(hashes.size).toBeGreaterThan(9_990)
    for (const hash of hashes) expect(hash).toBe(hash >>> 0)
  })
})
