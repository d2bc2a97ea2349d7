import { describe, expect, it } from 'vitest'
import { ABSENT, FOREIGN, numberIn, numberOf, storedKey, storedValue } from './stored-numbers.ts'

const serials = Array.from({ length: 200 }, (_, index) => index * 37 + 1)
const keys = Array.from({ length: 32 }, (_, index) => index)

describe('the keys and values of a history storm', () => {
  it('are of all kinds, and each key is another', () => {
    expect(new Set(keys.map((key) => typeof storedKey(key)))).toEqual(new Set(['string', 'number']))
    expect(new Set(keys.map(storedKey)).size).toBe(keys.length)
    const values = keys.flatMap((key) =>
      serials.map((serial) => storedValue(key, numberOf(serial))),
    )
    expect(new Set(values.map((value) => typeof value))).toEqual(new Set(['string', 'number']))
    const lengths = values.map((value) => (typeof value === 'string' ? value.length : 0))
    expect(Math.max(...lengths)).toBeGreaterThan(500)
  })

  it('give back their numbers, which differ by more than increments add', () => {
    for (const key of keys) {
      for (const serial of serials) {
        const number = numberOf(serial)
        expect(numberIn(key, storedValue(key, number))).toBe(number)
        expect(numberOf(serial + 1) - number).toBeGreaterThan(15)
      }
    }
    expect(numberIn(0, undefined)).toBe(ABSENT)
    expect(numberIn(1, undefined)).toBe(ABSENT)
  })

  it('give no number that anyone wrote for what is not whole, or not of the key', () => {
    const text = String(storedValue(1, numberOf(3)))
    const long = String(storedValue(1, numberOf(7)))
    for (const torn of [`${text}~`, text.slice(0, -1), `${long.slice(0, 300)}!`, '', 16, null]) {
      expect(numberIn(1, torn)).toBe(FOREIGN)
    }
    expect(numberIn(0, text)).toBe(FOREIGN)
  })
})
