/** What cannot be stored is refused by every writing method and changes nothing. */
import { expect } from 'vitest'
import { expectCode, expectEntries, expectSame, expectUntouched } from './expectations.suite.ts'
import { type Harness, MiB } from './harness.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export function badValues(harness: Harness): void {
  harness.it('refuses undefined, functions, symbols and shared memory in every method', () => {
    const map = harness.open()
    map.set('kept', 1).set('other', { a: 1 })
    expectUntouched(map, () => {
      for (const [what, value] of unstorable()) {
        for (const [method, call] of writesOf(map, value)) {
          expectCode('ERR_VALUE_TYPE', call, `${method}, ${what}`)
        }
      }
    })
  })

  harness.it('refuses them anywhere within a value', () => {
    const map = harness.open()
    map.set('kept', 1)
    expectUntouched(map, () => {
      for (const [what, value] of unstorable()) {
        if (value === undefined) continue
        for (const outer of wrapped(value)) {
          expectCode('ERR_VALUE_TYPE', () => map.set('kept', outer), what)
          expectCode('ERR_VALUE_TYPE', () => map.getOrInsert('new', outer), what)
        }
      }
    })
  })

  harness.it('refuses an expected value that could never be stored', () => {
    const map = harness.open()
    map.set('kept', 1)
    expectUntouched(map, () => {
      expectCode('ERR_VALUE_TYPE', () => map.compareAndSet('kept', () => 1, 2))
      expectCode('ERR_VALUE_TYPE', () => map.compareAndDelete('kept', Symbol('never')))
    })
  })

  harness.it('passes on what a getter of the value throws, and changes nothing', () => {
    const map = harness.open()
    map.set('kept', 1)
    const failure = new Error('from the getter')
    const bad = {
      a: 'x'.repeat(1_000),
      get b(): never {
        throw failure
      },
    }
    expectUntouched(map, () => {
      for (const [method, call] of writesOf(map, bad)) {
        expect(call, method).toThrow(/getter|stor|clon/)
      }
    })
  })

  harness.it('survives a value nested deeper than the stack', () => {
    const map = harness.open()
    map.set('kept', 1)
    let deep: unknown[] = []
    for (let depth = 0; depth < 200_000; depth++) deep = [deep]
    expectUntouched(map, () => {
      expect(() => map.set('kept', deep)).toThrow()
      expect(() => map.getOrInsert('new', [deep])).toThrow()
    })
  })

  harness.it(
    'takes a value of a quarter of maxBytes, and refuses a longer one in every method',
    () => {
      const map = harness.open({ maxBytes: 16 * MiB })
      for (const most of [new Uint8Array(4 * MiB).fill(7), 'x'.repeat(4 * MiB)]) {
        map.set('kept', most)
        expectSame(map.get('kept'), most)
        map.delete('kept')
      }
      map.set('kept', 1)
      expectUntouched(map, () => {
        const long = [new Uint8Array(4 * MiB + 1), 'x'.repeat(4 * MiB + 1), 'あ'.repeat(3 * MiB)]
        for (const value of [...long, [new Uint8Array(5 * MiB)], 'x'.repeat(40 * MiB)]) {
          for (const [, call] of writesOf(map, value)) expectCode('ERR_VALUE_TOO_LARGE', call)
        }
      })
    },
  )

  harness.it('stores what follows a refused value as if it had not been', () => {
    const map = harness.open()
    const reader = harness.attach(map, { nearCache: false })
    const expected = new Map<number, unknown>()
    for (let round = 0; round < 200; round++) {
      expectCode('ERR_VALUE_TYPE', () => map.set(round, { long: 'x'.repeat(round * 50), f() {} }))
      map.set(round, { round })
      expected.set(round, { round })
    }
    expectEntries(reader, expected)
  })
}

function unstorable(): [what: string, value: unknown][] {
  const shared = new SharedArrayBuffer(16)
  return [
    ['undefined', undefined],
    ['a function', () => 1],
    ['a class', class {}],
    ['a symbol', Symbol('value')],
    ['a registered symbol', Symbol.for('value')],
    ['a boxed symbol', Object(Symbol('boxed'))],
    ['shared memory', shared],
    ['a view of shared memory', new Uint8Array(shared)],
    ['a wide view of shared memory', new Float64Array(shared)],
    ['a DataView of shared memory', new DataView(shared)],
    ['a WeakMap', new WeakMap()],
    ['a WeakSet', new WeakSet()],
    ['a WeakRef', new WeakRef({})],
    ['a promise', Promise.resolve(1)],
    ['a proxy', new Proxy({ a: 1 }, {})],
    ['a message port', new MessageChannel().port1],
  ]
}

function wrapped(value: unknown): unknown[] {
  const cyclic: Record<string, unknown> = { value }
  cyclic.self = cyclic
  return [
    { value },
    [value],
    [[1, { a: 1, b: [value] }]],
    new Map([['key', value]]),
    new Set([value]),
    Object.assign([], { named: value }),
    cyclic,
    Array.from({ length: 100 }, (_, index) => (index === 99 ? value : index)),
  ]
}

/** Every method that stores a value, on a present key and, where it can insert, on an absent one. */
function writesOf(map: AnyMap, value: unknown): [method: string, call: () => unknown][] {
  return [
    ['set', () => map.set('kept', value)],
    ['set of a new key', () => map.set('new', value)],
    ['getOrInsert', () => map.getOrInsert('new', value)],
    ['swap', () => map.swap('kept', value)],
    ['swap of a new key', () => map.swap('new', value)],
    ['compareAndSet', () => map.compareAndSet('kept', 1, value)],
    ['compareAndSet of a new key', () => map.compareAndSet('new', undefined, value)],
    ['setIfVersion', () => map.setIfVersion('kept', value, versionOf(map, 'kept'))],
    ['setIfVersion of a new key', () => map.setIfVersion('new', value, 0)],
    ['setMany', () => map.setMany([['new', value]])],
    ...(value === undefined ? [] : computedWrites(map, value)),
  ]
}

/** An undefined from a callback is no error: it inserts nothing, or deletes. */
function computedWrites(map: AnyMap, value: unknown): [method: string, call: () => unknown][] {
  return [
    ['getOrInsertComputed', () => map.getOrInsertComputed('new', () => value)],
    ['update', () => map.update('kept', () => value)],
    ['update of a new key', () => map.update('new', () => value)],
  ]
}

function versionOf(map: AnyMap, key: string): number {
  return map.getVersioned(key)?.version ?? expect.fail(`${key} is absent`)
}
