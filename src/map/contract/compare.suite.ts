/** compareAndSet, compareAndDelete and update: equality is that of the encoded bytes, and undefined means absent. */
import { expect } from 'vitest'
import { expectCode, expectEntries, expectSame, expectUntouched } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'

export function compare(harness: Harness): void {
  harness.it('compareAndSet with undefined expected inserts only an absent key', () => {
    const { writer, reader } = harness.pair()
    expect(writer.compareAndSet('key', undefined, 1)).toBe(true)
    expect(writer.compareAndSet('key', undefined, 2)).toBe(false)
    expect(reader.compareAndSet('key', undefined, 3)).toBe(false)
    expect([writer.get('key'), reader.get('key'), reader.size]).toEqual([1, 1, 1])
    writer.delete('key')
    expect(reader.compareAndSet('key', undefined, 4)).toBe(true)
  })

  harness.it('compares and changes nothing on an absent key or another value', () => {
    const map = harness.open()
    map.set('key', { a: [1] })
    expectUntouched(map, () => {
      expect(map.compareAndSet('absent', 1, 2)).toBe(false)
      expect(map.compareAndDelete('absent', 1)).toBe(false)
      for (const other of [
        { a: [2] },
        { a: [1], b: 1 },
        [1],
        'a',
        1,
        null,
        true,
        1n,
        new Date(1),
      ]) {
        expect(map.compareAndSet('key', other, 2)).toBe(false)
        expect(map.compareAndDelete('key', other)).toBe(false)
      }
    })
  })

  harness.it('tells values apart by their encoded bytes, and finds equal ones equal', () => {
    const { writer, reader } = harness.pair()
    const values = apart()
    for (const [at, stored] of values.entries()) {
      for (const [other, expected] of values.entries()) {
        const what = `${String(stored)} (${typeof stored}) against ${String(expected)}`
        writer.set('key', stored)
        const equal = at === other
        expect(reader.compareAndSet('key', structuredClone(expected), 'new'), what).toBe(equal)
        expectSame(writer.get('key'), equal ? 'new' : structuredClone(stored), what)
        writer.set('key', stored)
        expect(reader.compareAndDelete('key', structuredClone(expected)), what).toBe(equal)
        expect(writer.has('key'), what).toBe(!equal)
      }
    }
  })

  harness.it(
    'finds NaN equal to NaN whatever its bits, and 1 equal to 1.0 however it came to be',
    () => {
      const map = harness.open()
      const [odd] = new Float64Array(new BigUint64Array([0xfff8_dead_beef_0001n]).buffer)
      map.set('nan', odd).set('one', 0.5)
      expect(map.compareAndSet('nan', Number.NaN, 1)).toBe(true)
      map.increment('one', 0.5)
      expect(map.compareAndSet('one', 1, 2)).toBe(true)
      map.set('big', 2 ** 29 - 1)
      map.increment('big')
      expect(map.compareAndSet('big', 2 ** 29, 1)).toBe(true)
      map.set('back', 2 ** 40)
      map.increment('back', 1 - 2 ** 40)
      expect(map.compareAndDelete('back', 1)).toBe(true)
    },
  )

  harness.it('compareAndSet is not fooled by a near cache of an older value', () => {
    const { writer, reader } = harness.pair()
    for (const [old, now] of [
      [1, 2],
      ['a', 'b'],
      [{ a: 1 }, { a: 2 }],
      [0, -0],
    ] as const) {
      writer.set('key', old)
      expectSame(writer.get('key'), old)
      reader.set('key', now)
      expect(writer.compareAndSet('key', old, 'wrong')).toBe(false)
      expect(writer.compareAndSet('key', now, old)).toBe(true)
      reader.delete('key')
      expect(writer.compareAndSet('key', old, 'wrong')).toBe(false)
      expect(writer.compareAndDelete('key', old)).toBe(false)
      expect(writer.compareAndSet('key', undefined, now)).toBe(true)
    }
  })

  harness.it('compares long keys with long values in one call', () => {
    const { writer, reader } = harness.pair({ maxBytes: 64 * 2 ** 20 })
    const key = 'k'.repeat(2 ** 20)
    const old = `${'x'.repeat(2 ** 20)}1`
    const now = `${'あ'.repeat(2 ** 20)}2`
    writer.set(key, old)
    expect(reader.compareAndSet(key, `${old.slice(0, -1)}2`, now)).toBe(false)
    expect(reader.compareAndSet(key, old, now)).toBe(true)
    expectSame(writer.get(key), now)
    expect(reader.compareAndDelete(key, old)).toBe(false)
    expect(reader.compareAndDelete(key, now)).toBe(true)
    expectEntries(writer, new Map())
  })

  harness.it('refuses undefined as the new value, on a match and on none', () => {
    const map = harness.open()
    map.set('key', 1)
    expectUntouched(map, () => {
      for (const expected of [1, 2, undefined]) {
        expectCode('ERR_VALUE_TYPE', () => map.compareAndSet('key', expected, undefined))
      }
      expectCode('ERR_VALUE_TYPE', () => map.compareAndSet('absent', undefined, undefined))
    })
  })
}

/** No two of these are the same value. */
function apart(): unknown[] {
  const numbers = [0, -0, 1, -1, 0.5, Number.NaN, 2 ** 29, 2 ** 31, -(2 ** 31), 2 ** 53]
  const scalars = [null, true, false, 0n, 1n, -1n, 2n ** 64n, '', '0', '1', 'a', 'é', '\u00e9\0']
  const strings = ['e\u0301', '\ud800', '\udc00', 'x'.repeat(300), `${'x'.repeat(299)}y`]
  const blocks = [new Uint8Array(), new Uint8Array([48]), Buffer.from('a'), new Int8Array([97])]
  const objects = [
    {},
    [],
    { a: 1 },
    { a: 1n },
    { a: undefined },
    { a: -0 },
    { a: 0 },
    [undefined],
    Array(1),
  ]
  return [
    ...[...numbers, ...scalars, ...strings, ...blocks, ...objects],
    ...[new Date(0), new Date(1), new Map(), new Set(), new Map([[1, 1]]), new Set([1]), /a/, /a/g],
  ]
}
