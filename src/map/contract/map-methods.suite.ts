/** The methods that `Map` has do what `Map`'s do, order aside. */
import { expect } from 'vitest'
import { expectEntries, expectSame } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'

export function mapMethods(harness: Harness): void {
  harness.it('is empty when made', () => {
    const map = harness.open()
    expect(map.size).toBe(0)
    expect(map.get('key')).toBeUndefined()
    expect(map.has('key')).toBe(false)
    expect(map.delete('key')).toBe(false)
    expectEntries(map, new Map())
  })

  harness.it('sets, chains, overwrites, deletes and counts as Map does', () => {
    const map = harness.open()
    expect(map.set('a', 1).set('b', 2)).toBe(map)
    expect(map.size).toBe(2)
    map.set('a', 3)
    expect(map.size).toBe(2)
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, 2, undefined])
    expect([map.has('a'), map.has('c')]).toEqual([true, false])
    expect([map.delete('a'), map.delete('a')]).toEqual([true, false])
    expect([map.get('a'), map.has('a'), map.size]).toEqual([undefined, false, 1])
    map.set('a', 4)
    expectEntries(
      map,
      new Map([
        ['a', 4],
        ['b', 2],
      ]),
    )
  })

  harness.it('calls forEach with value, key and map, and with its thisArg', () => {
    const map = harness.open()
    map.set('a', 1).set(2, 'b')
    const thisArg = { calls: 0 }
    const seen: unknown[] = []
    const result: unknown = map.forEach(function visit(this: typeof thisArg, value, key, of) {
      this.calls++
      seen.push([key, value, of === map])
    }, thisArg)
    expect(result).toBeUndefined()
    expect(thisArg.calls).toBe(2)
    expect(seen).toHaveLength(2)
    expect(seen).toEqual(
      expect.arrayContaining([
        ['a', 1, true],
        [2, 'b', true],
      ]),
    )
  })

  harness.it('passes on what a forEach callback throws', () => {
    const map = harness.open()
    map.set('a', 1).set('b', 2)
    const failure = new Error('from the callback')
    let calls = 0
    expect(() =>
      map.forEach(() => {
        calls++
        throw failure
      }),
    ).toThrow(failure)
    expect(calls).toBe(1)
  })

  harness.it('grows from nothing to 100,000 entries and gives each back', () => {
    const { writer, reader } = harness.pair({ maxBytes: 64 * 2 ** 20 })
    const expected = new Map<string | number, unknown>()
    for (let index = 0; index < 100_000; index++) {
      const key = index % 2 === 0 ? index : `key:${index}`
      writer.set(key, index)
      expected.set(key, index)
      if (index % 1_000 === 0) {
        const earlier = (index * 7919) % (index + 1)
        const one = earlier % 2 === 0 ? earlier : `key:${earlier}`
        expect([writer.get(one), reader.get(one), writer.size]).toEqual([
          earlier,
          earlier,
          index + 1,
        ])
      }
    }
    for (const map of [reader, writer]) {
      for (const [key, value] of expected) if (map.get(key) !== value) expect.fail(`lost ${key}`)
    }
    expectSame(reader.toMap(), new Map(expected))
    for (const key of expected.keys()) expect(writer.delete(key)).toBe(true)
    expectEntries(reader, new Map())
  })

  harness.it('sees memory that another instance made it grow by', () => {
    const early = harness.open({ maxBytes: 128 * 2 ** 20 })
    early.set('first', 'x'.repeat(100))
    const late = harness.attach(early, { nearCache: false })
    const before = early.stats().committedBytes
    for (let index = 0; index < 40; index++) late.set(index, `${index}${'y'.repeat(2 ** 20)}`)
    expect(early.stats().committedBytes).toBeGreaterThan(before)
    for (let index = 0; index < 40; index++) {
      expectSame(early.get(index), `${index}${'y'.repeat(2 ** 20)}`)
      early.set(index, `${index}${'z'.repeat(2 ** 20)}`)
      expectSame(late.get(index), `${index}${'z'.repeat(2 ** 20)}`)
    }
    expect(early.get('first')).toBe('x'.repeat(100))
  })
}
