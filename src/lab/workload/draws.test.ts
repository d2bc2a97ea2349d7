import { describe, expect, it } from 'vitest'
import { type Draw, draws, MOST_ENTRIES } from './draws.ts'
import { mixOf } from './parse.ts'
import { PLAIN } from './presets.ts'
import { keyText } from './texts.ts'
import type { Workload } from './workload.ts'

const DRAWS = 100_000
const SHAPE: Workload = { ...PLAIN, keys: 1000, keyBytes: 12, valueBytes: 40 }

function drawn(workload: Workload, count = DRAWS, thread = 0): Draw[] {
  const next = draws(workload, thread, Int32Array.of(workload.keys))
  return Array.from({ length: count }, next)
}

describe('draws', () => {
  it('mixes operations by their weights', () => {
    const all = drawn({ ...SHAPE, mix: mixOf('get=3,set=1') })
    const gets = all.filter(({ operation }) => operation === 'get').length
    expect(Math.abs(gets - DRAWS * 0.75)).toBeLessThan(5 * Math.sqrt(DRAWS * 0.75 * 0.25))
    expect(new Set(all.map(({ operation }) => operation))).toEqual(new Set(['get', 'set']))
  })

  it('gives values to writes only, of the length that was asked for', () => {
    for (const { operation, key, value } of drawn(
      { ...SHAPE, mix: mixOf('get=1,set=1,update=1') },
      1000,
    )) {
      expect(key).toHaveLength(12)
      expect(value).toHaveLength(operation === 'get' ? 0 : 40)
    }
  })

  it('inserts each new key once', () => {
    const keys = drawn({ ...SHAPE, mix: mixOf('insert=1') }, 100).map(({ key }) => key)
    expect(keys).toEqual(Array.from({ length: 100 }, (_, n) => keyText(1000 + n, 12)))
  })

  it('iterates over 1 to 100 entries', () => {
    const lengths = drawn({ ...SHAPE, mix: mixOf('iterate=1') }).map(({ entries }) => entries)
    expect(Math.min(...lengths.slice(0, 10_000))).toBe(1)
    expect(Math.max(...lengths.slice(0, 10_000))).toBe(MOST_ENTRIES)
  })

  it('repeats itself with its seed, each thread with choices of its own', () => {
    expect(drawn(SHAPE, 100)).toEqual(drawn(SHAPE, 100))
    expect(drawn(SHAPE, 100)).not.toEqual(drawn(SHAPE, 100, 1))
    expect(drawn(SHAPE, 100)).not.toEqual(drawn({ ...SHAPE, seed: 2 }, 100))
  })
})

describe('keyText', () => {
  it('is distinct, and as long as asked for, whatever was made before', () => {
    const numbers = [0, 35, 36, 1295, 1296, 5, 2 ** 31 - 1, 1]
    expect(numbers.map((n) => keyText(n, 8))).toEqual(
      numbers.map((n) => n.toString(36).padStart(8, '0')),
    )
    expect(keyText(7, 6)).toBe('000007')
  })
})
