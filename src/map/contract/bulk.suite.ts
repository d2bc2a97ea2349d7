/** setMany, getMany and toMap: loops, not transactions. */
import { expect } from 'vitest'
import type { Key } from '../map.ts'
import { expectCode, expectEntries, expectSame } from './expectations.suite.ts'
import { type Harness, MiB } from './harness.suite.ts'

export function bulk(harness: Harness): void {
  harness.it('setMany stores entries of every kind, from any iterable', () => {
    const { writer, reader } = harness.pair()
    const entries: [Key, unknown][] = [
      ['a', 1],
      [2, 'b'],
      ['c', { d: 1 }],
      ['あ', 'い'],
      [Number.NaN, null],
    ]
    const nothing: unknown = writer.setMany(entries)
    expect(nothing).toBeUndefined()
    expectEntries(reader, new Map(entries))
    reader.setMany(
      new Map<Key, unknown>([
        ['a', 'new'],
        ['e', 0],
      ]),
    )
    reader.setMany(new Set<[Key, unknown]>([['f', 1]]))
    writer.setMany([])
    writer.setMany([
      ['twice', 1],
      ['twice', 2],
    ])
    expect([writer.get('a'), writer.get('e'), writer.get('f'), writer.get('twice')]).toEqual([
      'new',
      0,
      1,
      2,
    ])
    const other = harness.open()
    other.setMany(writer)
    expectEntries(other, writer.toMap())
  })

  harness.it('setMany stores thousands of entries, far more than one crossing holds', () => {
    const { writer, reader } = harness.pair({ maxBytes: 64 * MiB })
    const expected = new Map<Key, unknown>()
    for (let index = 0; index < 20_000; index++)
      expected.set(index % 3 ? `k${index}` : index, index)
    for (let index = 0; index < 30; index++)
      expected.set(`long ${index}`, 'x'.repeat(index * 10_000))
    writer.setMany(expected)
    expectEntries(reader, expected)
    expectSame(reader.getMany(expected.keys()), [...expected.values()])
    expectSame(writer.getMany(expected.keys()), [...expected.values()])
  })

  harness.it(
    'setMany stops at the first bad entry, keeps those before it and tells its index',
    () => {
      const bad: [code: string, entry: readonly unknown[]][] = [
        ['ERR_KEY_TYPE', [Symbol('key'), 1]],
        ['ERR_KEY_TYPE', [undefined, 1]],
        ['ERR_KEY_TYPE', [{}, 1]],
        ['ERR_KEY_TYPE', [true, 1]],
        ['ERR_KEY_TOO_LONG', ['k'.repeat(MiB + 1), 1]],
        ['ERR_VALUE_TYPE', ['bad', undefined]],
        ['ERR_VALUE_TYPE', ['bad']],
        ['ERR_VALUE_TYPE', ['bad', () => 1]],
        ['ERR_VALUE_TYPE', ['bad', { deep: [Symbol('value')] }]],
        ['ERR_VALUE_TOO_LARGE', ['bad', new Uint8Array(4 * MiB + 1)]],
      ]
      for (const [code, entry] of bad) {
        for (const before of [0, 1, 7, 300]) {
          const map = harness.open()
          const good = Array.from(
            { length: before },
            (_, index) => [index, `value ${index}`] as const,
          )
          const entries = [...good, entry, ['after', 1]]
          const error = expectCode(code, () => Reflect.apply(map.setMany, map, [entries]))
          expect(error.index).toBe(before)
          expectEntries(map, new Map(good))
          map.close()
        }
      }
    },
  )

  harness.it('setMany refuses entries that are no entries, and what is not iterable', () => {
    const map = harness.open()
    for (const entry of [null, undefined, 5, Symbol('entry')]) {
      expect(() => Reflect.apply(map.setMany, map, [[['before', 1], entry]])).toThrow()
      expectEntries(map, new Map([['before', 1]]))
    }
    for (const entries of [null, undefined, 5, {}]) {
      expect(() => Reflect.apply(map.setMany, map, [entries])).toThrow()
      expect(() => Reflect.apply(map.getMany, map, [entries])).toThrow()
    }
    expectEntries(map, new Map([['before', 1]]))
  })

  harness.it(
    'setMany ends its iterator at a bad entry, and passes on what the iterator throws',
    () => {
      const map = harness.open()
      let ended = 0
      function* entries(last: unknown): Generator<[Key, unknown]> {
        try {
          yield ['first', 1]
          yield ['second', last]
          throw new Error('from the iterator')
        } finally {
          ended++
        }
      }
      expect(expectCode('ERR_VALUE_TYPE', () => map.setMany(entries(undefined))).index).toBe(1)
      expect(ended).toBe(1)
      expect(() => map.setMany(entries(2))).toThrow('from the iterator')
      expectEntries(
        map,
        new Map([
          ['first', 1],
          ['second', 2],
        ]),
      )
    },
  )

  harness.it('getMany gives values in the order of the keys, undefined for absent ones', () => {
    const { writer, reader } = harness.pair()
    writer.set('a', 1).set('b', [2]).set(3, 'x'.repeat(1_000))
    const keys = ['b', 'absent', 3, 'a', 'b', 4]
    for (const map of [writer, reader]) {
      expect(map.getMany(keys)).toEqual([[2], undefined, 'x'.repeat(1_000), 1, [2], undefined])
      expect(map.getMany(new Set(keys))).toHaveLength(5)
      expect(map.getMany([])).toEqual([])
    }
  })

  harness.it('may be fed by iterators that use the map themselves', () => {
    const { writer, reader } = harness.pair()
    function* entries(): Generator<[Key, unknown]> {
      for (let index = 0; index < 500; index++) {
        writer.set(`inner ${index}`, `x${'y'.repeat(index)}`)
        reader.delete(`inner ${index - 2}`)
        yield [`outer ${index}`, { index, inner: reader.get(`inner ${index}`) }]
      }
    }
    writer.setMany(entries())
    expect(reader.size).toBe(502)
    function* keys(): Generator<Key> {
      for (let index = 0; index < 500; index++) {
        writer.set(`outer ${index}`, index)
        yield `outer ${index}`
        reader.set('another', 'z'.repeat(index))
      }
    }
    expect(writer.getMany(keys())).toEqual(Array.from({ length: 500 }, (_, index) => index))
    writer.setMany(writer.entries())
    expect(writer.size).toBe(503)
  })

  harness.it('toMap gives a plain Map that later writes do not change', () => {
    const map = harness.open()
    map.set('a', 1).set(-0, 2)
    const copy = map.toMap()
    map.set('a', 3).set('b', 4)
    expect(copy.constructor).toBe(Map)
    expectSame(
      copy,
      new Map<Key, number>([
        [0, 2],
        ['a', 1],
      ]),
    )
  })
}
