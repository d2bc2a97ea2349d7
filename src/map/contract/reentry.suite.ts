/** User code runs in the middle of an operation (getters while a value is encoded): it may use the map itself. */
import { expect } from 'vitest'
import { expectCode, expectEntries, expectSame } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export function reentry(harness: Harness): void {
  harness.it('keeps key and value right when a getter of the value uses the map', () => {
    for (const length of [10, 1_000, 100_000]) {
      const { writer, reader } = harness.pair()
      for (const [method, write] of writes) {
        const key = `${method}${'k'.repeat(length)}`
        if (method === 'compareAndSet') writer.set(key, 'old')
        const inner = { text: 'い'.repeat(length / 2), list: [1, 2] }
        write(writer, key, {
          before: 'x'.repeat(length),
          get middle() {
            writer.set('inner', inner)
            writer.set('inner 2', 'y'.repeat(length * 2))
            expectSame(writer.get('inner'), inner)
            writer.delete('inner')
            writer.increment('count')
            return [...writer.getMany(['inner 2'])]
          },
          after: 'z',
        })
        const expected = {
          before: 'x'.repeat(length),
          middle: ['y'.repeat(length * 2)],
          after: 'z',
        }
        for (const map of [reader, writer]) expectSame(map.get(key), expected, method)
        expect(reader.get('inner 2')).toBe('y'.repeat(length * 2))
        writer.delete(key)
      }
      expect(reader.size).toBe(2)
      reader.close()
      writer.close()
    }
  })

  harness.it('keeps both values of compareAndSet right when getters of both use the map', () => {
    const { writer, reader } = harness.pair()
    const plain = { a: 'x'.repeat(300), b: 1 }
    const using = (value: number) => ({
      a: 'x'.repeat(300),
      get b(): number {
        once()
        writer.set('inner', { deep: 'y'.repeat(1_000) })
        writer.get('inner')
        return value
      },
    })
    const once = limited()
    writer.set('key', plain)
    expect(writer.compareAndSet('key', using(1), using(2))).toBe(true)
    expect(writer.compareAndSet('key', using(1), using(3))).toBe(false)
    expectSame(reader.get('key'), { a: 'x'.repeat(300), b: 2 })
    expect(writer.compareAndDelete('key', using(2))).toBe(true)
  })

  harness.it('orders a write after those its own getters made to the same key', () => {
    const { writer, reader } = harness.pair()
    for (const [method, write] of writes) {
      if (['getOrInsert', 'compareAndSet', 'update'].includes(method)) continue
      const once = limited()
      write(writer, 'key', {
        get a(): number {
          once()
          writer.set('key', 'inner')
          return 1
        },
      })
      expectSame(reader.get('key'), { a: 1 }, method)
      expectSame(writer.get('key'), { a: 1 }, method)
    }
    expectEntries(reader, new Map([['key', { a: 1 }]]))
  })

  harness.it('throws away nothing when a getter clears or closes the map', () => {
    const { writer, reader } = harness.pair()
    writer.set('other', 1)
    writer.set('key', {
      get a(): number {
        reader.clear()
        return 1
      },
    })
    expectEntries(reader, new Map([['key', { a: 1 }]]))
    const closing = harness.attach(writer)
    expectCode('ERR_CLOSED', () =>
      closing.set('late', {
        get a(): number {
          closing.close()
          return 1
        },
      }),
    )
    expect(reader.has('late')).toBe(false)
  })
}

/** Fails where an operation would otherwise start anew for ever, since its own getter keeps writing. */
function limited(): () => void {
  let calls = 0
  return () => {
    if (++calls > 100) throw new Error('the value is encoded over and over')
  }
}

const writes: readonly [
  name: string,
  write: (map: AnyMap, key: string, value: unknown) => unknown,
][] = [
  ['set', (map, key, value) => map.set(key, value)],
  ['swap', (map, key, value) => map.swap(key, value)],
  ['getOrInsert', (map, key, value) => map.getOrInsert(key, value)],
  ['compareAndSet', (map, key, value) => map.compareAndSet(key, 'old', value)],
  ['setMany', (map, key, value) => map.setMany([[key, value]])],
  ['update', (map, key, value) => map.update(key, () => value)],
]
