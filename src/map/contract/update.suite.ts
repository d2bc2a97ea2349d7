/** update: a function of the old value, rerun when another write came between. */
import { expect } from 'vitest'
import { expectCode, expectEntries, expectSame, expectUntouched } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'

const plusOne = (old: unknown): number => Number(old ?? 0) + 1

export function update(harness: Harness): void {
  harness.it('stores what the function returns, and returns it', () => {
    const { writer, reader } = harness.pair()
    expect(writer.update('key', plusOne)).toBe(1)
    expect(reader.update('key', plusOne)).toBe(2)
    expect(writer.get('key')).toBe(2)
    expect(writer.update('key', (old) => [old])).toEqual([2])
    expect(reader.get('key')).toEqual([2])
  })

  harness.it('calls the function with the old value alone, undefined when absent', () => {
    const map = harness.open()
    const calls: unknown[][] = []
    const record = (...args: unknown[]): number => calls.push(args)
    map.update('key', record)
    map.update('key', record)
    expect(calls).toEqual([[undefined], [1]])
  })

  harness.it('deletes for an undefined, and leaves an absent key absent', () => {
    const { writer, reader } = harness.pair()
    writer.set('key', 1).set('other', 2)
    expect(reader.update('key', () => undefined)).toBeUndefined()
    expect(writer.update('absent', () => undefined)).toBeUndefined()
    expectEntries(writer, new Map([['other', 2]]))
    expect(reader.get('key')).toBeUndefined()
  })

  harness.it('passes on what the function throws and changes nothing', () => {
    const map = harness.open()
    map.set('key', 1)
    const failure = new Error('from the function')
    const thrower = (): never => {
      throw failure
    }
    expectUntouched(map, () => {
      expect(() => map.update('key', thrower)).toThrow(failure)
      expect(() => map.update('absent', thrower)).toThrow(failure)
      expectCode('ERR_VALUE_TYPE', () => map.update('key', () => Symbol('no value')))
    })
  })

  harness.it(
    'runs again with the new value when the function wrote the key, from any instance',
    () => {
      const { writer, reader } = harness.pair()
      for (const inside of [writer, reader]) {
        for (const start of [undefined, 5, 'text', { a: 1 }]) {
          writer.delete('key')
          if (start !== undefined) writer.set('key', start)
          const seen: unknown[] = []
          const got = writer.update('key', (old) => {
            seen.push(old)
            if (seen.length === 1) inside.set('key', 100)
            return plusOne(seen.length === 1 ? 0 : old)
          })
          expectSame(seen, [start, 100])
          expect([got, writer.get('key'), reader.get('key')]).toEqual([101, 101, 101])
        }
      }
    },
  )

  harness.it('runs again when the function wrote the key back to the value it had', () => {
    const { writer, reader } = harness.pair()
    writer.set('key', 'a')
    const before = writer.getVersioned('key')?.version ?? 0
    let runs = 0
    writer.update('key', (old) => {
      if (runs++ === 0) reader.set('key', 'b').set('key', 'a')
      return `${old}!`
    })
    expect(reader.get('key')).toBe('a!')
    expect(reader.getVersioned('key')?.version).toBeGreaterThan(before)
  })

  harness.it('gives up with ERR_REENTRY when the function writes the key in every run', () => {
    const { writer, reader } = harness.pair()
    const changes: readonly ((old: unknown) => unknown)[] = [
      (old) => writer.set('key', plusOne(old)) && plusOne(old),
      (old) => reader.set('key', plusOne(old)) && undefined,
      (old) => ({
        get a(): number {
          writer.increment('key')
          return plusOne(old)
        },
      }),
    ]
    for (const change of changes) {
      writer.clear()
      writer.set('key', 0).set('other', 1)
      expectCode('ERR_REENTRY', () => writer.update('key', change))
      expect(writer.get('key')).toBe(reader.get('key'))
      expect([Number(writer.get('key')) > 1, writer.get('other')]).toEqual([true, 1])
    }
    // Other keys may be written as often as one likes.
    let runs = 0
    const got = writer.update('other', (old) => {
      if (runs++ < 20) reader.increment('other')
      writer.set(`run ${runs}`, runs)
      return plusOne(old)
    })
    expect(got).toBe(22)
  })

  harness.it('sees a delete, an insert and a clear within its function', () => {
    const { writer, reader } = harness.pair()
    const changes = [() => reader.delete('key'), () => reader.clear(), () => writer.take('key')]
    for (const change of changes) {
      writer.set('key', 10).set('other', 1)
      let runs = 0
      const got = writer.update('key', (old) => {
        if (runs++ === 0) change()
        return plusOne(old)
      })
      expect([got, reader.get('key')]).toEqual([1, 1])
    }
    writer.clear()
    let runs = 0
    const got = writer.update('key', (old) => {
      if (runs++ === 0) reader.set('key', 7)
      return old === undefined ? 'inserted' : undefined
    })
    expect([got, writer.has('key'), reader.size]).toEqual([undefined, false, 0])
  })

  harness.it('keeps other keys right when its function works on them', () => {
    const { writer, reader } = harness.pair()
    writer.set('key', 0)
    for (let round = 0; round < 50; round++) {
      writer.update('key', (old) => {
        for (let index = 0; index < 50; index++) writer.set(`${round}:${index}`, 'x'.repeat(index))
        for (let index = 0; index < 25; index++) reader.delete(`${round}:${index}`)
        return plusOne(old)
      })
    }
    expect([reader.get('key'), reader.size]).toEqual([50, 1 + 50 * 25])
    for (let index = 25; index < 50; index++)
      expect(writer.get(`7:${index}`)).toBe('x'.repeat(index))
  })
}
