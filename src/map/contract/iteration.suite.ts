/** Iteration is weakly consistent: a key present throughout is seen exactly once, none is seen twice. */
import { expect } from 'vitest'
import type { Key } from '../map.ts'
import { expectCode } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export function iteration(harness: Harness): void {
  harness.it('gives keys, values and entries by the protocol of iterators', () => {
    const map = harness.open()
    map.set('a', 1).set('b', 2)
    for (const open of [map.keys, map.values, map.entries, map[Symbol.iterator]]) {
      const iterator: IterableIterator<unknown> = Reflect.apply(open, map, [])
      expect(iterator[Symbol.iterator]()).toBe(iterator)
      expect(iterator instanceof Iterators, 'inherits what iterators have').toBe(true)
      expect([iterator.next().done, iterator.next().done]).toEqual([false, false])
      expect(iterator.next()).toEqual({ done: true, value: undefined })
      map.set('late', 3)
      expect(iterator.next()).toEqual({ done: true, value: undefined })
      map.delete('late')
    }
    expect([...map.keys()].sort()).toEqual(['a', 'b'])
    expect([...map.values()].sort()).toEqual([1, 2])
    expect(new Map(map.entries())).toEqual(new Map(map))
  })

  harness.it('may be left early, and begun anew', () => {
    const map = filled(harness, 1_000)
    for (let round = 0; round < 300; round++) {
      let seen = 0
      for (const [key, value] of map) {
        expect(value).toBe(`value ${key}`)
        if (++seen === 3) break
      }
      const iterator = map.keys()
      iterator.next()
      iterator.return?.()
      expect(iterator.next().done).toBe(true)
    }
    expect(new Set(map.keys()).size).toBe(1_000)
  })

  harness.it('runs many iterators at once, each whole', () => {
    const map = filled(harness, 60)
    let pairs = 0
    for (const [outer, outerValue] of map) {
      for (const [inner, innerValue] of map.entries()) {
        expect([outerValue, innerValue]).toEqual([`value ${outer}`, `value ${inner}`])
        expect(map.get(outer)).toBe(outerValue)
        pairs++
      }
    }
    expect(pairs).toBe(60 * 60)
    const iterators = Array.from({ length: 50 }, () => map.keys())
    const seen = iterators.map(() => new Set<Key>())
    for (let step = 0; step < 60; step++) {
      for (const [at, iterator] of iterators.entries()) seen[at]?.add(iterator.next().value)
    }
    for (const keys of seen) expect(keys.size).toBe(60)
    for (const iterator of iterators) expect(iterator.next().done).toBe(true)
  })

  harness.it('sees every key once while the map grows a hundredfold under it', () => {
    for (const stop of [0, 1, 100, 499]) {
      const map = filled(harness, 500)
      const other = harness.attach(map, { nearCache: 2 })
      const seen = expectNoneTwice(map, (count) => {
        if (count !== stop + 1) return
        for (let index = 0; index < 50_000; index++) other.set(`new ${index}`, `value new ${index}`)
      })
      for (let index = 0; index < 500; index++) expect(seen, `${index}`).toContain(index)
      map.close()
      other.close()
    }
  })

  harness.it('sees every key that stays once while others come and go', () => {
    const map = filled(harness, 1_000)
    const other = harness.attach(map)
    const seen = expectNoneTwice(map, (count) => {
      for (let index = 1; index < 1_000; index += 2) {
        if ((index + count) % 97 === 0) other.delete(index)
        if ((index + count) % 101 === 0) map.set(index, `value ${index}`)
      }
      if (count % 10 === 0) other.set(`new ${count}`, `value new ${count}`)
    })
    for (let index = 0; index < 1_000; index += 2) expect(seen, `${index}`).toContain(index)
  })

  harness.it('sees no key twice that is deleted and inserted again under it', () => {
    const map = filled(harness, 300)
    expectNoneTwice(map, (_, key) => {
      map.delete(key)
      map.set(key, `value ${key}`)
      map.delete(299)
      map.set(299, 'value 299')
    })
  })

  harness.it('may delete every key it sees', () => {
    const map = filled(harness, 5_000)
    let seen = 0
    for (const key of map.keys()) {
      seen++
      expect(map.delete(key)).toBe(true)
    }
    expect([seen, map.size]).toEqual([5_000, 0])
  })

  harness.it('sees values that were there at some time, with their own keys', () => {
    const map = harness.open()
    const other = harness.attach(map)
    for (let index = 0; index < 500; index++) map.set(index, [index, 0])
    for (let round = 1; round < 20; round++) {
      let seen = 0
      for (const [key, value] of map) {
        const [of, at] = Array.isArray(value) ? value : []
        expect(of).toBe(key)
        expect([round - 1, round]).toContain(at)
        for (let step = 0; step < 2; step++)
          other.set((seen * 2 + step) % 500, [(seen * 2 + step) % 500, round])
        seen++
      }
      for (let index = 0; index < 500; index++) other.set(index, [index, round])
    }
  })

  harness.it('goes on, or ends, when the map is cleared under it', () => {
    for (const stop of [1, 100, 499, 500]) {
      const map = filled(harness, 500)
      const reborn = new Set<Key>()
      const seen = expectNoneTwice(map, (count) => {
        if (count !== stop) return
        map.clear()
        for (let index = 0; index < 500; index += 5) map.set(index, `value ${index}`)
        for (const key of map.keys()) reborn.add(key)
      })
      expect(reborn.size).toBe(100)
      expect(seen.length).toBeGreaterThanOrEqual(stop)
      expect(map.size).toBe(100)
      map.close()
    }
  })

  harness.it('throws ERR_CLOSED once its instance is closed', () => {
    const map = filled(harness, 100)
    const iterator = map.entries()
    iterator.next()
    map.close()
    expectCode('ERR_CLOSED', () => {
      for (let step = 0; step < 100; step++) iterator.next()
    })
  })
}

/** What every iterator of the language inherits from, as a constructor for `instanceof`. */
function Iterators(): void {}
Iterators.prototype = Object.getPrototypeOf(Object.getPrototypeOf([].values()))

function filled(harness: Harness, count: number): AnyMap {
  const map = harness.open({ maxBytes: 64 * 2 ** 20 })
  for (let index = 0; index < count; index++) map.set(index, `value ${index}`)
  return map
}

/** Iterates to the end, calling back after each key; the keys in the order seen. */
function expectNoneTwice(map: AnyMap, between: (count: number, key: Key) => void): Key[] {
  const seen = new Set<Key>()
  for (const [key, value] of map) {
    if (seen.has(key)) expect.fail(`${key} seen twice`)
    if (value !== `value ${key}`) expect.fail(`${value} under ${key}`)
    seen.add(key)
    between(seen.size, key)
  }
  return [...seen]
}
