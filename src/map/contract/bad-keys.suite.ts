/** What is not a key, or is too long for one, is refused by every method and changes nothing. */
import { expect } from 'vitest'
import { expectCode, expectUntouched } from './expectations.suite.ts'
import { type Harness, MiB } from './harness.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export function badKeys(harness: Harness): void {
  harness.it('refuses a key of any other type in every method', () => {
    const map = harness.open()
    map.set('kept', 1).set(0, 2).set('undefined', 3).set('null', 4).set('', 5)
    expectUntouched(map, () => {
      for (const key of wrongTypes()) {
        for (const call of callsWith(map, key)) expectCode('ERR_KEY_TYPE', call)
      }
    })
  })

  harness.it(
    'takes the empty key and keys of 1 MiB encoded, which differ in their last byte',
    () => {
      const { writer, reader } = harness.pair({ maxBytes: 64 * MiB })
      const long = 'k'.repeat(MiB - 1)
      const wide = 'あ'.repeat(MiB / 2 - 1)
      const all = ['', `${long}a`, `${long}b`, `${wide}い`, `${wide}う`]
      for (const [index, key] of all.entries()) writer.set(key, index)
      for (const map of [writer, reader]) {
        for (const [index, key] of all.entries()) expect(map.get(key)).toBe(index)
        expect(map.size).toBe(all.length)
        expect(new Set(map.keys())).toEqual(new Set(all))
      }
      for (const key of all) expect(reader.delete(key)).toBe(true)
      for (const key of all) expect(writer.has(key)).toBe(false)
    },
  )

  harness.it('refuses a key of more than 1 MiB in every method', () => {
    const map = harness.open()
    map.set('kept', 1)
    expectUntouched(map, () => {
      for (const key of ['k'.repeat(MiB + 1), 'あ'.repeat(MiB / 2 + 1), 'k'.repeat(8 * MiB)]) {
        for (const call of callsWith(map, key)) expectCode('ERR_KEY_TOO_LONG', call)
      }
    })
  })
}

function wrongTypes(): unknown[] {
  const primitives = [undefined, null, Symbol('key'), 1n, true, false]
  const boxed = [Object('text'), Object(1), new Date(0), Buffer.from('bytes')]
  return [...primitives, ...boxed, {}, [], ['kept'], () => 'kept', { toString: () => 'kept' }]
}

/** Every method that takes a key, called with this one and with valid other arguments. */
function callsWith(map: AnyMap, key: unknown): (() => unknown)[] {
  const never = (): never => expect.fail('called back for a bad key')
  const call = (method: (...args: never[]) => unknown, ...rest: unknown[]) => {
    return (): unknown => Reflect.apply(method, map, [key, ...rest])
  }
  return [
    call(map.get),
    call(map.set, 1),
    call(map.has),
    call(map.delete),
    call(map.getOrInsert, 1),
    call(map.getOrInsertComputed, never),
    call(map.swap, 1),
    call(map.take),
    call(map.increment, 1),
    call(map.compareAndSet, undefined, 1),
    call(map.compareAndSet, 1, 1),
    call(map.compareAndDelete, 1),
    call(map.update, never),
    call(map.getVersioned),
    call(map.setIfVersion, 1, 0),
    () => Reflect.apply(map.setMany, map, [[[key, 1]]]),
    () => Reflect.apply(map.getMany, map, [[key]]),
  ]
}
