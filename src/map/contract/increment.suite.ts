/** increment adds as JavaScript adds numbers, and takes nothing but numbers. */
import { expect } from 'vitest'
import { expectCode, expectSame, expectUntouched } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'
import { randomFrom, seedOf } from './random.suite.ts'

export function increment(harness: Harness): void {
  harness.it('starts an absent key at 0, adds 1 unless told otherwise, and gives the sum', () => {
    const { writer, reader } = harness.pair()
    expect(writer.increment('key')).toBe(1)
    expect(reader.increment('key')).toBe(2)
    expect(writer.increment('key', 5)).toBe(7)
    expect(reader.increment('key', -10)).toBe(-3)
    expect(reader.increment('key', undefined)).toBe(-2)
    expect([writer.get('key'), reader.get('key')]).toEqual([-2, -2])
    expect(writer.increment('zero', 0)).toBe(0)
    expectSame([writer.has('zero'), writer.get('zero')], [true, 0])
    expectSame(writer.increment('minus zero', -0), 0)
    expectSame(writer.increment('half', 0.5), 0.5)
    writer.delete('key')
    expect(reader.increment('key')).toBe(1)
  })

  harness.it('steps over every edge of the number encodings, both ways', () => {
    const { writer, reader } = harness.pair()
    for (const power of [7, 8, 15, 16, 24, 27, 28, 29, 30, 31, 32, 52, 53]) {
      for (const sign of [1, -1]) {
        const start = sign * (2 ** power - 3)
        let sum = start
        writer.set('key', start)
        for (const by of [1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1]) {
          sum += sign * by
          expectSame((by > 0 ? writer : reader).increment('key', sign * by), sum, `2^${power}`)
          expectSame(writer.get('key'), sum)
          expectSame(reader.get('key'), sum)
        }
      }
    }
  })

  harness.it('adds every pair of special numbers as JavaScript does', () => {
    const { writer, reader } = harness.pair()
    const edges = [
      0,
      -0,
      1,
      -1,
      0.1,
      0.2,
      2 ** 29,
      2 ** 31 - 1,
      -(2 ** 31),
      2 ** 32,
      2 ** 53,
      1e308,
    ]
    const all = [...edges, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324]
    for (const start of all) {
      for (const by of all) {
        writer.set('key', start)
        expectSame(reader.increment('key', by), start + by, `${start} + ${by}`)
        expectSame(writer.get('key'), start + by, `${start} + ${by}`)
        expectSame(writer.increment('key', by), start + by + by, `${start} + ${by} + ${by}`)
      }
    }
  })

  harness.it(
    'follows a random walk through integers and fractions, from two warm instances',
    () => {
      const { writer } = harness.pair()
      const other = harness.attach(writer)
      const random = randomFrom(seedOf('random walk of increments'))
      const steps = [1, -1, 0.5, -0.25, 2 ** 28, -(2 ** 28), 2 ** 31, -(2 ** 31), 7, -7] as const
      const sums = new Map<number, number>()
      for (let round = 0; round < 20_000; round++) {
        const key = random.below(5)
        const by = random.pick(steps)
        const sum = (sums.get(key) ?? 0) + by
        sums.set(key, sum)
        const map = random.below(2) === 0 ? writer : other
        expectSame(map.increment(key, by), sum, `round ${round}`)
        expectSame((random.below(2) === 0 ? writer : other).get(key), sum, `round ${round}`)
      }
    },
  )

  harness.it('refuses to add to anything but a number', () => {
    const map = harness.open()
    const values = [
      '1',
      '',
      1n,
      null,
      true,
      {},
      [1],
      new Date(1),
      new Uint8Array(8),
      'x'.repeat(99),
    ]
    for (const [index, value] of values.entries()) map.set(index, value)
    expectUntouched(map, () => {
      for (const index of values.keys()) {
        expectCode('ERR_VALUE_TYPE', () => map.increment(index))
        expect(map.get(index)).toBeDefined()
        expectCode('ERR_VALUE_TYPE', () => map.increment(index, 0))
      }
    })
  })

  harness.it('refuses to add anything but a number', () => {
    const map = harness.open()
    map.set('key', 1)
    expectUntouched(map, () => {
      for (const by of ['1', 1n, null, true, {}, [1], Symbol('by'), () => 1]) {
        for (const key of ['key', 'absent']) {
          expectCode('ERR_VALUE_TYPE', () => Reflect.apply(map.increment, map, [key, by]))
        }
      }
    })
  })
}
