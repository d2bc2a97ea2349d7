/** What the compiler takes for keys and values, and what handles carry from one thread to another. */
import { describe, expectTypeOf, test } from 'vitest'
import type { SharedMapHandle, Versioned } from './map.ts'
import { SharedMap } from './shared-map.ts'

interface Item {
  name: string
  price?: number
  tags: readonly string[]
  added: Date
  parts: Map<string, Item>
  seen: ReadonlySet<number>
  picture: Uint8Array
}
type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
interface Tree {
  left?: Tree | undefined
  right?: Tree | undefined
  leaves: Tree[]
}
class Point {
  x = 1
  y = 2
}
class Account {
  balance = 0
  deposit(): void {}
}

describe('SharedMap', () => {
  test('takes every value that structured clone takes', () => {
    new SharedMap<string, Item>()
    new SharedMap<string, Json>()
    new SharedMap<string, Tree>()
    new SharedMap<string, unknown>()
    new SharedMap<string, string | number | bigint | boolean | null>()
    new SharedMap<string, 'a' | 'b'>()
    new SharedMap<string, Uint8Array>()
    new SharedMap<string, Buffer>()
    new SharedMap<string, Float64Array | DataView | ArrayBuffer>()
    new SharedMap<string, Date | RegExp | Error>()
    new SharedMap<string, Readonly<Record<string, readonly [number, string?]>>>()
    new SharedMap<string, Map<string, Set<Item>>>()
    new SharedMap<string, Map<Point, Item>>()
    new SharedMap<string, { within: Set<{ deeper: Map<string, Item> }> }>()
    new SharedMap<string, Point>()
    new SharedMap<string, { absent: undefined }>()
  })

  test('refuses functions, symbols, undefined and what cannot be cloned', () => {
    // @ts-expect-error a function
    new SharedMap<string, () => void>()
    // @ts-expect-error a class
    new SharedMap<string, typeof Point>()
    // @ts-expect-error a symbol
    new SharedMap<string, symbol>()
    // @ts-expect-error undefined means absent
    new SharedMap<string, undefined>()
    // @ts-expect-error undefined means absent
    new SharedMap<string, string | undefined>()
    // @ts-expect-error nothing at all
    new SharedMap<string, void>()
    // @ts-expect-error shared memory
    new SharedMap<string, SharedArrayBuffer>()
    // @ts-expect-error a view of shared memory
    new SharedMap<string, Uint8Array<SharedArrayBuffer>>()
    // @ts-expect-error a WeakMap
    new SharedMap<string, WeakMap<object, string>>()
    // @ts-expect-error a WeakSet
    new SharedMap<string, WeakSet<object>>()
    // @ts-expect-error a promise
    new SharedMap<string, Promise<number>>()
    // @ts-expect-error one of several
    new SharedMap<string, number | (() => void)>()
  })

  test('refuses them within values too', () => {
    // @ts-expect-error a function field
    new SharedMap<string, { run: () => void }>()
    // @ts-expect-error an optional function field
    new SharedMap<string, { run?: () => void }>()
    // @ts-expect-error methods are lost with the prototype
    new SharedMap<string, Account>()
    // @ts-expect-error deep within
    new SharedMap<string, { list: { run(): void }[] }>()
    // @ts-expect-error in an array
    new SharedMap<string, (() => void)[]>()
    // @ts-expect-error in a tuple
    new SharedMap<string, [number, symbol]>()
    // @ts-expect-error in a Map
    new SharedMap<string, Map<string, () => void>>()
    // @ts-expect-error in a Set
    new SharedMap<string, Set<symbol>>()
    // @ts-expect-error in a record
    new SharedMap<string, Record<string, Promise<string>>>()
    // @ts-expect-error in a member of a union
    new SharedMap<string, { kind: 'a' } | { kind: 'b'; run: () => void }>()
  })

  test('refuses keys of other types', () => {
    new SharedMap<'a' | 'b', number>()
    new SharedMap<string | number, number>()
    // @ts-expect-error a bigint key
    new SharedMap<bigint, number>()
    // @ts-expect-error a symbol key
    new SharedMap<symbol, number>()
    // @ts-expect-error an object key
    new SharedMap<object, number>()
  })

  test('carries key and value types through handle and attach', () => {
    const map = new SharedMap<'a' | 'b', Item>()
    expectTypeOf(map.handle).toEqualTypeOf<SharedMapHandle<'a' | 'b', Item>>()
    const attached = SharedMap.attach(map.handle)
    expectTypeOf(attached).toEqualTypeOf<SharedMap<'a' | 'b', Item>>()
    expectTypeOf(attached.get('a')).toEqualTypeOf<Item | undefined>()
    // @ts-expect-error not a key of this map
    attached.get('c')
    // @ts-expect-error a handle of another map
    const other: SharedMapHandle<'a' | 'b', number> = map.handle
    // @ts-expect-error a handle of other keys
    SharedMap.attach<'c', Item>(map.handle)
    expectTypeOf(other).not.toBeAny()
    const cloned = structuredClone(map.handle)
    expectTypeOf(SharedMap.attach(cloned)).toEqualTypeOf<SharedMap<'a' | 'b', Item>>()
  })

  test('types each method by key and value', () => {
    const map = new SharedMap<number, string>()
    expectTypeOf(map.set(1, 'a')).toEqualTypeOf<SharedMap<number, string>>()
    expectTypeOf(map.take(1)).toEqualTypeOf<string | undefined>()
    expectTypeOf(map.getOrInsert(1, 'a')).toEqualTypeOf<string>()
    expectTypeOf(map.getVersioned(1)).toEqualTypeOf<Versioned<string> | undefined>()
    expectTypeOf(map.getMany([1])).toEqualTypeOf<(string | undefined)[]>()
    expectTypeOf(map.toMap()).toEqualTypeOf<Map<number, string>>()
    expectTypeOf([...map]).toEqualTypeOf<[number, string][]>()
    map.update(1, (old) => (old === undefined ? 'first' : undefined))
    map.compareAndSet(1, undefined, 'a')
    // @ts-expect-error undefined is not a value
    map.set(1, undefined)
    // @ts-expect-error undefined is not a value
    map.compareAndSet(1, 'a', undefined)
    // @ts-expect-error a value of another type
    map.setMany([[1, 2]])
    // @ts-expect-error the callback must return a value of the map
    map.update(1, () => 5)
  })

  test('takes its options and no others', () => {
    new SharedMap<string, number>({
      maxBytes: 1,
      strategy: 'lock-free',
      nearCache: 5,
      freeze: true,
    })
    new SharedMap<string, number>({ nearCache: false, name: 'stock' })
    // @ts-expect-error no such strategy
    new SharedMap<string, number>({ strategy: 'fast' })
    // @ts-expect-error a size or false
    new SharedMap<string, number>({ nearCache: true })
    // @ts-expect-error no such option
    new SharedMap<string, number>({ size: 5 })
    const map = new SharedMap<string, number>()
    // @ts-expect-error only its creator says how large a map may grow
    SharedMap.attach(map.handle, { maxBytes: 1 })
  })
})
