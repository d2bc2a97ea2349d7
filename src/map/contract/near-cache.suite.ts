/** nearCache and freeze change speed and safety, never results. */
import { expect } from 'vitest'
import { expectSame } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'

export function nearCache(harness: Harness): void {
  harness.it('answers right with near caches of one or two entries, and with none', () => {
    const other = harness.open()
    for (const nearCache of [1, 2, 3, false] as const) {
      const map = harness.attach(other, { nearCache })
      for (let round = 0; round < 200; round++) {
        for (let index = 0; index < 5; index++) {
          if ((round + index) % 7 === 0) other.delete(index)
          if ((round + index) % 3 === 0) other.set(index, `${round} ${index}`)
          if ((round + index) % 4 === 0) map.set(index, round)
          expectSame(map.get(index), other.get(index))
          expectSame(map.get((index + 1) % 5), other.get((index + 1) % 5))
        }
      }
    }
  })

  harness.it('counts hits for keys read again, and none without a cache', () => {
    const { writer, reader } = harness.pair()
    writer.set('key', { a: 1 })
    const before = writer.stats()
    for (let round = 0; round < 10; round++) {
      writer.get('key')
      reader.get('key')
    }
    const after = writer.stats()
    expect(after.nearHits - before.nearHits).toBeGreaterThanOrEqual(9)
    expect(after.nearHits - before.nearHits + after.nearMisses - before.nearMisses).toBe(10)
    expect(reader.stats().nearHits).toBe(0)
    expect(reader.stats().nearMisses).toBe(10)
  })

  harness.it('gives the same object again while nobody wrote, and another after a write', () => {
    const { writer, reader } = harness.pair()
    writer.set('key', { a: 1 })
    const first = writer.get('key')
    expect(writer.get('key')).toBe(first)
    reader.set('key', { a: 1 })
    expect(writer.get('key')).not.toBe(first)
    expect(writer.get('key')).toEqual(first)
  })

  harness.it('gives frozen values with freeze, all the way down, cycles included', () => {
    for (const nearCache of [4_096, false] as const) {
      const map = harness.open({ freeze: true, nearCache })
      const other = harness.attach(map, { freeze: true, nearCache })
      const cyclic: Record<string, unknown> = { list: [{ deep: { deeper: [1] } }] }
      cyclic.self = cyclic
      map.set('key', cyclic)
      expect(Object.isFrozen(cyclic), "the caller's own object is left alone").toBe(false)
      for (const instance of [map, other]) {
        const got = Object(instance.get('key'))
        const parts = [got, got.list, got.list[0], got.list[0].deep, got.list[0].deep.deeper]
        expect(parts.every(Object.isFrozen)).toBe(true)
        expect(got.self).toBe(got)
        expect(() => Reflect.apply(Array.prototype.push, got.list, [2])).toThrow(TypeError)
      }
    }
  })

  harness.it('freezes what every way of reading gives', () => {
    const map = harness.open({ freeze: true })
    const reads: (() => unknown)[] = [
      () => map.get('key'),
      () => map.getMany(['key'])[0],
      () => map.getVersioned('key')?.value,
      () => [...map.values()][0],
      () => [...map][0]?.[1],
      () => map.toMap().get('key'),
      () => map.getOrInsert('key', 1),
      () => map.getOrInsertComputed('key', () => 1),
      () => map.swap('key', 1),
      () => map.take('key'),
    ]
    for (const read of reads) {
      map.set('key', { list: [1] })
      const got = Object(read())
      expect(Object.isFrozen(got) && Object.isFrozen(got.list), String(read)).toBe(true)
    }
    map.set('key', { list: [1] })
    map.update('key', (old) => {
      expect(Object.isFrozen(old)).toBe(true)
      return 1
    })
  })

  harness.it('takes values that cannot be frozen with freeze', () => {
    const map = harness.open({ freeze: true })
    const values = [
      new Uint8Array([1]),
      new Map([[{ a: 1 }, [1]]]),
      new Set([[1]]),
      new Date(1),
      /a/,
    ]
    for (const value of [...values, { values }, [new Float64Array(2)], new ArrayBuffer(4)]) {
      map.set('key', value)
      expectSame(map.get('key'), value)
      expectSame(map.get('key'), value)
    }
  })
}
