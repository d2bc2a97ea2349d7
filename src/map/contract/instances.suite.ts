/** Several instances of one map see each other's writes at once, however warm their near caches are. */
import { expect } from 'vitest'
import type { Key } from '../map.ts'
import { expectEntries, expectSame } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'
import { randomFrom, scaled, seedOf } from './random.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export function instances(harness: Harness): void {
  harness.it(
    'shows every kind of write at once to a warm instance, by every way of reading',
    () => {
      const writer = harness.open()
      const warm = harness.attach(writer)
      for (const start of [1, 'text', { a: 1 }, 'x'.repeat(5_000)]) {
        for (const [name, write, expected] of writesTo(start)) {
          writer.set('key', start)
          for (let round = 0; round < 3; round++) expectSame(warm.get('key'), start)
          write(writer)
          for (const map of [warm, writer]) expectReads(map, expected, name)
        }
      }
    },
  )

  harness.it('serves writes through a warm cache as through a cold one', () => {
    const writer = harness.open()
    const warm = harness.attach(writer)
    for (const start of [1, 'text', { a: 1 }, 'x'.repeat(5_000)]) {
      for (const [name, write, expected] of writesTo(start)) {
        writer.set('key', 'before')
        expect(warm.get('key')).toBe('before')
        writer.delete('key')
        writer.set('key', start)
        write(warm)
        for (const map of [writer, warm]) expectReads(map, expected, `${name}, warm`)
      }
    }
  })

  harness.it('never mixes up keys when records are reused behind a warm cache', () => {
    const { writer, reader } = harness.pair()
    const warm = harness.attach(writer, { nearCache: 100_000 })
    const expected = new Map<Key, unknown>()
    const removals = [
      (key: Key) => reader.delete(key),
      (key: Key) => reader.take(key),
      () => reader.clear(),
    ]
    for (let round = 0; round < 12; round++) {
      for (let index = 0; index < 500; index++) warm.set(`old ${index}`, `old ${index} ${round}`)
      for (let index = 0; index < 500; index++) warm.get(`old ${index}`)
      for (let index = 0; index < 500; index++) removals[round % 3]?.(`old ${index}`)
      expected.clear()
      for (const key of reader.keys()) reader.delete(key)
      for (let index = 0; index < 500; index++) {
        reader.set(`new ${index} ${round}`, index)
        expected.set(`new ${index} ${round}`, index)
      }
      for (let index = 0; index < 500; index++) {
        const key = `old ${index}`
        if (index % 4 === 0) expect(warm.get(key)).toBeUndefined()
        if (index % 4 === 1) expect(warm.delete(key)).toBe(false)
        if (index % 4 === 2) expect(warm.compareAndSet(key, `old ${index} ${round}`, 1)).toBe(false)
        if (index % 4 !== 3) continue
        warm.set(key, 'again')
        expected.set(key, 'again')
      }
      for (const map of [reader, warm, writer]) expectEntries(map, expected)
      warm.clear()
    }
  })

  harness.it('agrees with a plain Map over random operations from caches of all sizes', () => {
    const first = harness.open()
    const sizes = [1, 2, 16, false, 4_096] as const
    const maps = [first, ...sizes.map((nearCache) => harness.attach(first, { nearCache }))] as const
    const random = randomFrom(seedOf('random operations from many instances'))
    const expected = new Map<Key, unknown>()
    for (let step = 0; step < scaled(60_000); step++) {
      const map = maps[random.below(maps.length)] ?? first
      const key = random.below(3) === 0 ? random.below(8) : `key ${random.below(200)}`
      const action = random.below(100)
      if (action < 50) expectSame(map.get(key), expected.get(key), `get ${key} in step ${step}`)
      else if (action < 55) expect(map.has(key)).toBe(expected.has(key))
      else if (action < 75) {
        const value = action % 2 === 0 ? step : `value ${step} ${'x'.repeat(random.below(60))}`
        map.set(key, value)
        expected.set(key, value)
      } else if (action < 85) expect(map.delete(key)).toBe(expected.delete(key))
      else if (action < 90) {
        expectSame(map.take(key), expected.get(key))
        expected.delete(key)
      } else if (action < 98) {
        expectSame(map.getOrInsert(key, step), expected.get(key) ?? step)
        if (!expected.has(key)) expected.set(key, step)
      } else if (random.below(50) === 0) {
        map.clear()
        expected.clear()
      }
      expect(map.size).toBe(expected.size)
    }
    for (const map of maps) expectEntries(map, expected)
  })

  harness.it('closes one instance and leaves the others as they are', () => {
    const first = harness.open()
    first.set('key', 1)
    const second = harness.attach(first)
    const third = harness.attach(second)
    first.close()
    expect(second.get('key')).toBe(1)
    third.set('key', 2)
    expect(second.get('key')).toBe(2)
    second.close()
    const fourth = harness.attach(third)
    expect([fourth.get('key'), fourth.size]).toEqual([2, 1])
  })

  harness.it('may be attached and closed hundreds of times in one thread', () => {
    const first = harness.open()
    first.set('count', 0)
    const used = first.stats().usedBytes
    for (let round = 1; round <= 600; round++) {
      const map = harness.subject.attach(first.handle)
      expect(map.increment('count')).toBe(round)
      map.set('text', 'x'.repeat(round))
      map.delete('text')
      map.close()
    }
    expect(first.get('count')).toBe(600)
    expect(first.stats().usedBytes).toBeLessThan(used + 64 * 1024)
  })

  harness.it('keeps two maps apart', () => {
    const one = harness.open()
    const two = harness.open()
    for (let index = 0; index < 2_000; index++) {
      one.set(index, `one ${index}`)
      if (index % 2 === 0) two.set(index, `two ${index}`)
    }
    one.clear()
    expect([one.size, two.size, two.get(4), one.get(4)]).toEqual([0, 1_000, 'two 4', undefined])
  })
}

type Write = readonly [name: string, write: (map: AnyMap) => unknown, expected: unknown]

/** Each way to change a key that holds `start`, and what it must hold from then on. */
function writesTo(start: unknown): Write[] {
  return [
    ['set', (map) => map.set('key', 'new'), 'new'],
    ['set to a number', (map) => map.set('key', 7), 7],
    ['delete', (map) => map.delete('key'), undefined],
    ['delete and insert', (map) => map.delete('key') && map.set('key', 'again'), 'again'],
    ['delete and insert the same', (map) => map.delete('key') && map.set('key', start), start],
    ['take', (map) => map.take('key'), undefined],
    ['swap', (map) => map.swap('key', [1]), [1]],
    ['clear', (map) => map.clear(), undefined],
    ['compareAndSet', (map) => map.compareAndSet('key', start, 'cas'), 'cas'],
    ['compareAndDelete', (map) => map.compareAndDelete('key', start), undefined],
    ['update', (map) => map.update('key', (old) => [old]), [start]],
    ['update to nothing', (map) => map.update('key', () => undefined), undefined],
    ['setIfVersion', (map) => map.setIfVersion('key', 5, map.getVersioned('key')?.version ?? 0), 5],
    ['setMany', (map) => map.setMany([['key', 'many']]), 'many'],
    ['set and increment', (map) => map.set('key', 1).increment('key', 1.5), 2.5],
    ['getOrInsert', (map) => map.getOrInsert('key', 'unused'), start],
    ['take and getOrInsert', (map) => [map.take('key'), map.getOrInsert('key', 'in')], 'in'],
  ]
}

function expectReads(map: AnyMap, expected: unknown, name: string): void {
  const present = expected !== undefined
  expect(map.has('key'), name).toBe(present)
  expectSame(map.get('key'), expected, name)
  expectSame(map.getMany(['key']), [expected], name)
  expectSame(map.getVersioned('key')?.value, expected, name)
  expectSame([...map], present ? [['key', expected]] : [], name)
  expect(map.size, name).toBe(present ? 1 : 0)
}
