/** Everything else that structured clone takes comes back as `structuredClone` gives it. */
import { expect } from 'vitest'
import { expectSame } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'
import { expectRoundTrip, itRoundTrips } from './round-trip.suite.ts'
import {
  binaryValues,
  builtinValues,
  classInstances,
  nestedScalars,
  oddArrays,
  oddObjects,
} from './structured-samples.suite.ts'

export function structuredValues(harness: Harness): void {
  itRoundTrips(
    harness,
    'gives back numbers, strings and absent fields within objects',
    nestedScalars,
  )
  itRoundTrips(harness, 'gives back objects with odd property names and prototypes', oddObjects)
  itRoundTrips(harness, 'gives back sparse arrays and arrays with properties', oddArrays)
  itRoundTrips(
    harness,
    'gives back Date, Map, Set, RegExp, errors and boxed primitives',
    builtinValues,
  )
  itRoundTrips(harness, 'gives back array buffers and views of every type', binaryValues)
  itRoundTrips(
    harness,
    'gives back class instances and frozen objects as plain ones',
    classInstances,
  )

  harness.it('gives back invalid dates as invalid dates', () => {
    const { writer, reader } = harness.pair()
    writer.set('alone', new Date(Number.NaN)).set('within', [new Date(Number.NaN)])
    for (const map of [reader, writer]) {
      for (const got of [map.get('alone'), Object(map.get('within'))[0]]) {
        expect(got instanceof Date && Number.isNaN(got.getTime())).toBe(true)
      }
    }
  })

  harness.it('keeps the order of properties', () => {
    const { writer, reader } = harness.pair()
    for (const object of [{ b: 1, a: 2, 10: 3, 9: 4 }, { a: 2, b: 1 }, { z: { y: 1, x: 2 } }]) {
      writer.set('key', object)
      expect(JSON.stringify(reader.get('key'))).toBe(JSON.stringify(object))
      expect(JSON.stringify(writer.get('key'))).toBe(JSON.stringify(object))
    }
  })

  harness.it('never takes an own __proto__ for the prototype', () => {
    const { writer, reader } = harness.pair()
    const value: unknown = JSON.parse('{"__proto__": {"admin": true}, "deep": {"__proto__": 1}}')
    writer.set('key', value)
    for (const map of [reader, writer]) {
      const got = map.get('key')
      expect(Reflect.getPrototypeOf(Object(got))).toBe(Object.prototype)
      expect(Object.keys(Object(got))).toEqual(['__proto__', 'deep'])
      expect(JSON.stringify(got)).toBe(JSON.stringify(value))
    }
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })

  harness.it('gives back cycles and shared references as one object', () => {
    const { writer, reader } = harness.pair()
    const shared = { name: 'shared' }
    const list: unknown[] = [shared, shared]
    const value: Record<string, unknown> = { list, left: shared, right: [shared] }
    value.self = value
    list.push(list, new Map([[shared, value]]), new Set([list]))
    writer.set('key', value)
    for (const map of [reader, writer]) {
      const got = Object(map.get('key'))
      expect(got.self).toBe(got)
      expect(got.left).toBe(got.list[0])
      expect(got.left).toBe(got.list[1])
      expect(got.left).toBe(got.right[0])
      expect(got.list[2]).toBe(got.list)
      expect(got.list[3].get(got.left)).toBe(got)
      expect(got.list[4].has(got.list)).toBe(true)
    }
  })

  harness.it('gives back two views of one buffer as two views of one buffer', () => {
    const { writer, reader } = harness.pair()
    const { buffer } = new Uint8Array([1, 2, 3, 4])
    writer.set('key', { all: new Uint8Array(buffer), tail: new Uint8Array(buffer, 2), buffer })
    for (const map of [reader, writer]) {
      const got = Object(map.get('key'))
      expect([got.all.buffer === got.tail.buffer, got.all.buffer === got.buffer]).toEqual([
        true,
        true,
      ])
      expect([...got.tail]).toEqual([3, 4])
    }
  })

  harness.it('gives back objects of hundreds of shapes to an instance that never saw them', () => {
    const { writer, reader } = harness.pair()
    const shape = (index: number) =>
      Object.fromEntries(
        Array.from({ length: index % 9 }, (_, field) => [`f${field * index}`, field]),
      )
    for (let index = 0; index < 600; index++) writer.set(index, shape(index))
    const late = harness.attach(writer)
    for (let index = 599; index >= 0; index--) {
      expectSame(late.get(index), shape(index), `shape ${index}`)
      expectSame(reader.get(index), shape(index), `shape ${index}`)
      late.set(index, [shape(index), shape(index + 1)])
      expectSame(reader.get(index), [shape(index), shape(index + 1)], `pair ${index}`)
    }
  })

  harness.it('gives back large and deep values', () => {
    const pair = harness.pair()
    const wide = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`k${index}`, index]),
    )
    let deep: unknown = 'bottom'
    for (let depth = 0; depth < 500; depth++) deep = depth % 2 === 0 ? [deep] : { deep }
    const long = Array.from({ length: 100_000 }, (_, index) =>
      index % 3 === 0 ? index / 4 : index,
    )
    expectRoundTrip(pair, wide, 'an object of 10,000 properties')
    expectRoundTrip(pair, deep, 'an object 500 deep')
    expectRoundTrip(pair, long, 'an array of 100,000 numbers')
    expectRoundTrip(
      pair,
      { text: 'あ'.repeat(300_000), more: ['x'.repeat(70_000)] },
      'long strings',
    )
  })

  harness.it('is not changed by later changes to what was stored', () => {
    const { writer, reader } = harness.pair()
    const value = { list: [1, 2], when: new Date(5), bytes: new Uint8Array([1, 2]) }
    const stored = structuredClone(value)
    const writes = [
      () => writer.set('key', value),
      () => writer.swap('key', value),
      () => writer.update('key', () => value),
      () => writer.setMany([['key', value]]),
      () => writer.delete('key') && writer.getOrInsert('key', value),
      () => writer.delete('key') && writer.getOrInsertComputed('key', () => value),
      () => writer.delete('key') && writer.compareAndSet('key', undefined, value),
      () => writer.delete('key') && writer.setIfVersion('key', value, 0),
    ]
    for (const write of writes) {
      write()
      value.list.push(3)
      value.when.setTime(99)
      value.bytes[0] = 9
      for (const map of [writer, reader]) expectSame(map.get('key'), stored, String(write))
      Object.assign(value, structuredClone(stored))
    }
  })
}
