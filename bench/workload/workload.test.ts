import { describe, expect, it } from 'vitest'
import { ValueCycle } from './cycle.ts'
import { numberKeys, stringKey, stringKeys, stringValues } from './keys.ts'
import { shuffled } from './random.ts'
import { passesOver } from './repeat.ts'

describe('keys', () => {
  it('are distinct', () => {
    expect(new Set(numberKeys(100_000)).size).toBe(100_000)
    expect(new Set(stringKeys(100_000)).size).toBe(100_000)
  })

  it('have 16 characters, whatever their family', () => {
    expect(stringKey(1)).toHaveLength(16)
    expect(stringKey(1 << 29, 'none')).toHaveLength(16)
  })

  it('of two families never meet', () => {
    const users = new Set(stringKeys(1_000))
    expect(stringKeys(1_000, 'none').some((key) => users.has(key))).toBe(false)
  })
})

describe('shuffled', () => {
  it('keeps the items and changes their order', () => {
    const items = numberKeys(1_000)
    const order = shuffled(items)
    expect(order).not.toEqual(items)
    expect(order.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b))
  })

  it('gives the same order to both sides', () => {
    expect(shuffled([1, 2, 3, 4, 5])).toEqual(shuffled([1, 2, 3, 4, 5]))
  })
})

describe('values', () => {
  it('have 32 characters and are distinct', () => {
    const values = stringValues(5_000)
    expect(new Set(values).size).toBe(5_000)
    for (const value of values) expect(value).toHaveLength(32)
  })

  it('change from one pass over the keys to the next', () => {
    const cycle = new ValueCycle()
    const first = Array.from({ length: 1_000 }, () => cycle.take())
    for (let i = 0; i < 99_000; i++) cycle.take()
    const later = Array.from({ length: 1_000 }, () => cycle.take())
    expect(cycle.latest).toBe(later.at(-1))
    expect(first.filter((value, i) => value === later[i])).toEqual([])
  })
})

describe('passesOver', () => {
  it('walks small maps often and large ones once', () => {
    expect(passesOver(1_000)).toBe(66)
    expect(passesOver(100_000)).toBe(1)
  })
})
