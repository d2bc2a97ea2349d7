/** getOrInsert, getOrInsertComputed, swap and take. */
import { expect } from 'vitest'
import { expectCode, expectEntries, expectUntouched } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'

export function upsert(harness: Harness): void {
  harness.it('getOrInsert inserts once, and gives what is there from then on', () => {
    const { writer, reader } = harness.pair()
    expect(writer.getOrInsert('key', 1)).toBe(1)
    expect(writer.getOrInsert('key', 2)).toBe(1)
    expect(reader.getOrInsert('key', 3)).toBe(1)
    expectEntries(reader, new Map([['key', 1]]))
    writer.delete('key')
    expect(reader.getOrInsert('key', 4)).toBe(4)
    expect(writer.get('key')).toBe(4)
  })

  harness.it(
    'getOrInsertComputed computes for an absent key only, with the key as argument',
    () => {
      const map = harness.open()
      const calls: unknown[][] = []
      const compute = (...args: unknown[]): string => {
        calls.push(args)
        return 'computed'
      }
      expect(map.getOrInsertComputed(-0, compute)).toBe('computed')
      expect(map.getOrInsertComputed(0, compute)).toBe('computed')
      map.set('there', 1)
      expect(map.getOrInsertComputed('there', compute)).toBe(1)
      expect(calls).toHaveLength(1)
      expect(calls[0]).toHaveLength(1)
      expect(map.size).toBe(2)
    },
  )

  harness.it('getOrInsertComputed inserts nothing for a computed undefined', () => {
    const map = harness.open()
    expect(map.getOrInsertComputed('key', () => undefined)).toBeUndefined()
    expect([map.has('key'), map.size]).toEqual([false, 0])
  })

  harness.it('getOrInsertComputed passes on what its callback throws and changes nothing', () => {
    const map = harness.open()
    map.set('kept', 1)
    const failure = new Error('from the callback')
    expectUntouched(map, () => {
      expect(() =>
        map.getOrInsertComputed('key', () => {
          throw failure
        }),
      ).toThrow(failure)
    })
    expect(map.getOrInsertComputed('key', () => 2)).toBe(2)
  })

  harness.it('getOrInsertComputed gives the winner when its callback wrote the key', () => {
    const { writer, reader } = harness.pair()
    for (const inside of [writer, reader]) {
      const got = writer.getOrInsertComputed('key', (key) => {
        inside.set(key, 'inner')
        return 'outer'
      })
      expect(got).toBe('inner')
      for (const map of [writer, reader]) expect(map.get('key')).toBe('inner')
      writer.delete('key')
    }
  })

  harness.it('getOrInsertComputed inserts when its callback wrote and deleted the key', () => {
    const { writer, reader } = harness.pair()
    const got = writer.getOrInsertComputed('key', (key) => {
      reader.set(key, 'inner')
      reader.delete(key)
      return 'outer'
    })
    expect(got).toBe('outer')
    expectEntries(reader, new Map([['key', 'outer']]))
  })

  harness.it('getOrInsertComputed may be nested, clear the map and grow it within', () => {
    const { writer, reader } = harness.pair()
    writer.set('before', 1)
    const got = writer.getOrInsertComputed('a', () => {
      const inner = writer.getOrInsertComputed('b', () => {
        reader.clear()
        for (let index = 0; index < 5_000; index++) reader.set(index, `value ${index}`)
        return ['b']
      })
      return { inner }
    })
    expect(got).toEqual({ inner: ['b'] })
    for (const map of [writer, reader]) {
      expect([map.size, map.get('b'), map.get('before')]).toEqual([5_002, ['b'], undefined])
      expect(map.get(4_999)).toBe('value 4999')
      expect(map.get('a')).toEqual({ inner: ['b'] })
    }
  })

  harness.it('swap gives the old value and leaves the new one', () => {
    const { writer, reader } = harness.pair()
    expect(writer.swap('key', 1)).toBeUndefined()
    expect(reader.swap('key', 'two')).toBe(1)
    expect(writer.swap('key', [3])).toBe('two')
    expect(reader.swap('key', [3])).toEqual([3])
    expect([reader.get('key'), reader.size]).toEqual([[3], 1])
  })

  harness.it('take gives the old value and leaves none', () => {
    const { writer, reader } = harness.pair()
    expect(writer.take('key')).toBeUndefined()
    writer.set('key', { a: 1 })
    expect(writer.get('key')).toEqual({ a: 1 })
    expect(reader.take('key')).toEqual({ a: 1 })
    expect(writer.take('key')).toBeUndefined()
    expect([writer.has('key'), reader.size]).toEqual([false, 0])
  })

  harness.it('refuses callbacks that are no functions', () => {
    const map = harness.open()
    expect(() => Reflect.apply(map.getOrInsertComputed, map, ['key', 5])).toThrow()
    expect(() => Reflect.apply(map.update, map, ['key', undefined])).toThrow()
    expect(map.size).toBe(0)
  })

  harness.it('throws ERR_CLOSED when a callback closed the instance', () => {
    const { reader } = harness.pair()
    for (const run of ['getOrInsertComputed', 'update'] as const) {
      const closing = harness.attach(reader)
      expectCode('ERR_CLOSED', () =>
        closing[run]('key', () => {
          closing.close()
          return 1
        }),
      )
      expect(reader.has('key')).toBe(false)
    }
  })
}
