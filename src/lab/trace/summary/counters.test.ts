import { describe, expect, it } from 'vitest'
import { randomFrom, seedOf } from '../../../map/contract/random.suite.ts'
import { DistinctCounter, MOST_EXACT_KEYS } from './distinct-keys.ts'
import { HyperLogLog } from './hyper-log-log.ts'
import { Sizes } from './sizes.ts'
import { SpaceSaving } from './space-saving.ts'

const word = 2 ** 32

describe('HyperLogLog', () => {
  it.each([100_000, 300_000, 1_000_000])('estimates %i keys to a few percent', (keys) => {
    const random = randomFrom(seedOf(`hyper-log-log of ${keys}`))
    const sketch = new HyperLogLog()
    for (let n = 0; n < keys; n++) {
      const [hash, other] = [random.below(word), random.below(word)]
      sketch.add(hash, other)
      sketch.add(hash, other)
    }
    // Five standard errors of 0.8 %: one run in two million is farther off.
    expect(Math.abs(sketch.count - keys)).toBeLessThanOrEqual(keys * 0.041)
  })
})

describe('DistinctCounter', () => {
  it('is exact up to a million keys, and then says that it is not', () => {
    const random = randomFrom(seedOf('distinct keys'))
    const counter = new DistinctCounter()
    const add = (from: number, to: number): void => {
      for (let n = from; n < to; n++) counter.add(n + 1, random.below(word), random.below(word))
    }
    add(0, 1000)
    expect(counter.result).toEqual({ count: 1000, isExact: true })
    add(1000, MOST_EXACT_KEYS)
    expect(counter.result).toEqual({ count: MOST_EXACT_KEYS, isExact: true })
    add(MOST_EXACT_KEYS, MOST_EXACT_KEYS + 1)
    expect(counter.result.isExact).toBe(false)
    add(MOST_EXACT_KEYS + 1, 1.5 * MOST_EXACT_KEYS)
    expect(Math.abs(counter.result.count / (1.5 * MOST_EXACT_KEYS) - 1)).toBeLessThan(0.041)
  })

  it('counts a key once', () => {
    const counter = new DistinctCounter()
    for (let n = 0; n < 5000; n++) counter.add((n % 7) + 1, (n % 7) * 0x2000_0000, 3)
    expect(counter.result).toEqual({ count: 7, isExact: true })
  })
})

describe('SpaceSaving', () => {
  it('is exact as long as each key has a counter', () => {
    const sketch = new SpaceSaving(10)
    for (let key = 1; key <= 10; key++) for (let n = 0; n < key; n++) sketch.add(key)
    expect(sketch.top(3)).toEqual({ keys: 3, least: 27 / 55, most: 27 / 55 })
    expect(sketch.top(99)).toEqual({ keys: 10, least: 1, most: 1 })
    expect(new SpaceSaving(4).top(1)).toEqual({ keys: 0, least: 0, most: 0 })
  })

  it('tells how few keys most accesses go to', () => {
    const sketch = new SpaceSaving(10)
    for (let key = 1; key <= 4; key++) for (let n = 0; n < key; n++) sketch.add(key)
    expect([0, 0.1, 0.4, 0.5, 0.7, 0.71, 1].map((part) => sketch.keysFor(part))).toEqual([
      0, 1, 1, 2, 2, 3, 4,
    ])
    expect(new SpaceSaving(4).keysFor(0.9)).toBe(0)
  })

  it('bounds the true share from both sides, whatever comes', () => {
    const random = randomFrom(seedOf('space-saving'))
    for (let round = 0; round < 20; round++) {
      const keys = 1 + random.below(3000)
      const skew = 1 + random.below(6)
      const sketch = new SpaceSaving(1 + random.below(400))
      const counts = new Map<number, number>()
      const total = 20_000
      for (let n = 0; n < total; n++) {
        const key = 1 + Math.floor(keys * (random.below(word) / word) ** skew)
        sketch.add(key)
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      const { keys: counted, least, most } = sketch.top(30)
      const sorted = [...counts.values()].toSorted((a, b) => b - a).slice(0, counted)
      const share = sorted.reduce((sum, count) => sum + count, 0) / total
      expect(least).toBeLessThanOrEqual(share + 1e-9)
      expect(most).toBeGreaterThanOrEqual(share - 1e-9)
    }
  })
})

describe('Sizes', () => {
  it('gives percentiles, of nothing as well', () => {
    const sizes = new Sizes()
    expect(sizes.percentiles).toEqual({ p50: 0, p90: 0, p99: 0, max: 0 })
    for (let bytes = 0; bytes <= 100; bytes++) sizes.add(bytes)
    expect(sizes.percentiles).toEqual({ p50: 50, p90: 90, p99: 99, max: 100 })
  })
})
