import { describe, expect, expectTypeOf, it } from 'vitest'
import { SharedMap } from '../../map/shared-map.ts'
import { checkLinearizable } from '../linearizability/check.ts'
import { UNKNOWN } from '../linearizability/history.ts'
import { mapModel } from '../linearizability/map-model.ts'
import { HistoryClock } from './clock.ts'
import { recordHistory } from './record-history.ts'

const thread = 3

function recorded(): ReturnType<typeof recordHistory<string, number, SharedMap<string, number>>> {
  const map = new SharedMap<string, number>({ maxBytes: 2 ** 20 })
  return recordHistory(map, { clock: new HistoryClock(), thread })
}

describe('a recorded map', () => {
  it('has the type of the map, and returns what the map returns', () => {
    const { map } = recorded()
    expectTypeOf(map).toEqualTypeOf<SharedMap<string, number>>()
    expect(map.set('a', 1)).toBe(map)
    expect(map.get('a')).toBe(1)
    expect(map.size).toBe(1)
    expect([...map]).toEqual([['a', 1]])
    expect(map.getVersioned('a')).toMatchObject({ value: 1 })
    expect(map).toBeInstanceOf(SharedMap)
  })

  it('records every operation with its output, and stamps that grow', () => {
    const { map, operations } = recorded()
    map.set('a', 1)
    map.has('a')
    map.swap('a', 2)
    map.increment('a')
    map.compareAndSet('a', 3, 4)
    map.compareAndDelete('a', 5)
    map.getOrInsert('a', 6)
    map.take('a')
    map.delete('a')
    map.clear()
    const key = 'a'
    const expected = [
      [{ op: 'set', key, value: 1 }, undefined],
      [{ op: 'has', key }, true],
      [{ op: 'swap', key, value: 2 }, 1],
      [{ op: 'increment', key, by: 1 }, 3],
      [{ op: 'compareAndSet', key, expected: 3, value: 4 }, true],
      [{ op: 'compareAndDelete', key, expected: 5 }, false],
      [{ op: 'getOrInsert', key, value: 6 }, 4],
      [{ op: 'take', key }, 4],
      [{ op: 'delete', key }, false],
      [{ op: 'clear' }, undefined],
    ].map(([input, output], index) => {
      return { thread, input, output, call: 1 + index * 2, return: 2 + index * 2 }
    })
    expect(operations()).toEqual(expected)
    expect(checkLinearizable(mapModel<string, number>(), operations()).ok).toBe(true)
  })

  it('records operations with callbacks as what came of them', () => {
    const { map, operations } = recorded()
    map.getOrInsertComputed('a', () => undefined)
    map.getOrInsertComputed('a', () => 1)
    map.getOrInsertComputed('a', () => 2)
    map.update('a', (old = 0) => old + 2)
    map.update('a', () => undefined)
    map.update('a', () => undefined)
    const key = 'a'
    expect(operations().map(({ input, output }) => [input, output])).toEqual([
      [{ op: 'get', key }, undefined],
      [{ op: 'getOrInsert', key, value: 1 }, 1],
      [{ op: 'get', key }, 1],
      [{ op: 'compareAndSet', key, expected: 1, value: 3 }, true],
      [{ op: 'compareAndDelete', key, expected: 3 }, true],
      [{ op: 'get', key }, undefined],
    ])
    expect(checkLinearizable(mapModel<string, number>(), operations()).ok).toBe(true)
  })

  it('records versions as far as the model goes', () => {
    const { map, operations } = recorded()
    map.setIfVersion('a', 1, 0)
    const { version } = map.getVersioned('a') ?? { version: -1 }
    map.setIfVersion('a', 2, version)
    map.setIfVersion('a', 3, version)
    const key = 'a'
    expect(operations().map(({ input, output }) => [input, output])).toEqual([
      [{ op: 'compareAndSet', key, expected: undefined, value: 1 }, true],
      [{ op: 'get', key }, 1],
      [{ op: 'set', key, value: 2 }, undefined],
    ])
  })

  it('records loops as operations that overlap', () => {
    const { map, operations } = recorded()
    map.setMany([
      ['a', 1],
      ['b', 2],
    ])
    map.getMany(new Set(['b', 'c']))
    expect(operations().map(({ input, output }) => [input, output])).toEqual([
      [{ op: 'set', key: 'a', value: 1 }, undefined],
      [{ op: 'set', key: 'b', value: 2 }, undefined],
      [{ op: 'get', key: 'b' }, 2],
      [{ op: 'get', key: 'c' }, undefined],
    ])
    const [a, b] = operations()
    expect(a?.return).toBe(b?.return)
    expect(a?.return).toBeGreaterThan(b?.call ?? 0)
  })

  it('leaves pending what threw, and what is still under way', () => {
    const { map, operations } = recorded()
    expect(() => map.set('k'.repeat(2 ** 21), 1)).toThrow()
    map.update('a', () => {
      expect(operations()).toHaveLength(2)
      return 1
    })
    expect(operations().map((one) => [one.output, one.return])).toEqual([
      [true, 3],
      [UNKNOWN, Number.POSITIVE_INFINITY],
    ])
  })

  it('need not be a SharedMap', () => {
    const clock = new HistoryClock()
    const { map, operations } = recordHistory(new Map<string, number>(), { clock, thread })
    expectTypeOf(map).toEqualTypeOf<Map<string, number>>()
    map.set('a', 1).set('b', 2)
    expect([map.get('a'), map.size, ...map.keys()]).toEqual([1, 2, 'a', 'b'])
    expect(operations()).toHaveLength(3)
  })
})

describe('the clock of a history', () => {
  it('gives each stamp once, to whoever has its buffer', () => {
    const clock = new HistoryClock()
    const same = new HistoryClock(clock.buffer)
    expect([clock.next(), same.next(), clock.next()]).toEqual([1, 2, 3])
  })

  it('ends rather than begin anew', () => {
    const clock = new HistoryClock()
    Atomics.store(new Int32Array(clock.buffer), 0, -2)
    expect(clock.next()).toBe(2 ** 32 - 1)
    expect(() => clock.next()).toThrow(RangeError)
  })
})
