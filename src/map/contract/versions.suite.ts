/** Versions grow with each write of a key and never return. */
import { expect } from 'vitest'
import type { Key } from '../map.ts'
import { expectEntries } from './expectations.suite.ts'
import type { Harness } from './harness.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export function versions(harness: Harness): void {
  harness.it('gives a value with its version, and undefined for an absent key', () => {
    const { writer, reader } = harness.pair()
    expect(writer.getVersioned('key')).toBeUndefined()
    writer.set('key', 'value')
    const read = writer.getVersioned('key')
    expect(read?.value).toBe('value')
    expect(Number.isSafeInteger(read?.version) && Number(read?.version) > 0).toBe(true)
    expect(reader.getVersioned('key')).toEqual(read)
    writer.delete('key')
    expect(reader.getVersioned('key')).toBeUndefined()
  })

  harness.it(
    'grows with every kind of write, also of the same value, and with nothing else',
    () => {
      const { writer, reader } = harness.pair()
      writer.set('key', 1)
      let last = versionOf(writer, 'key')
      for (let round = 0; round < 20; round++) {
        for (const [name, write] of writes) {
          write(round % 2 === 0 ? writer : reader)
          const version = versionOf(round % 3 === 0 ? writer : reader, 'key')
          expect(version, `${name} in round ${round}`).toBeGreaterThan(last)
          last = version
        }
        for (const [name, read] of idle) {
          read(round % 2 === 0 ? writer : reader)
          expect(versionOf(reader, 'key'), `${name} in round ${round}`).toBe(last)
        }
      }
    },
  )

  harness.it(
    'never returns over delete, take, clear and reinsert, also when records are reused',
    () => {
      const { writer, reader } = harness.pair()
      const highest = new Map<Key, number>()
      const removals: ((map: AnyMap, key: Key) => unknown)[] = [
        (map, key) => map.delete(key),
        (map, key) => map.take(key),
        (map, key) => map.update(key, () => undefined),
        (map) => map.clear(),
      ]
      for (let round = 0; round < 40; round++) {
        const map = round % 2 === 0 ? writer : reader
        const keys = Array.from({ length: 60 }, (_, index) => (index * 7 + round * 11) % 150)
        for (const key of keys) {
          if (key % 5 === 0) map.increment(key)
          else map.set(key, `value ${key}`)
          const version = versionOf(round % 3 === 0 ? writer : reader, key)
          expect(version, `key ${key}, round ${round}`).toBeGreaterThan(highest.get(key) ?? 0)
          highest.set(key, version)
        }
        for (const key of keys) removals[round % removals.length]?.(writer, key)
      }
    },
  )

  harness.it('setIfVersion writes for the current version only', () => {
    const { writer, reader } = harness.pair()
    writer.set('key', 1)
    const first = versionOf(writer, 'key')
    expect(reader.setIfVersion('key', 2, first)).toBe(true)
    expect(writer.setIfVersion('key', 3, first)).toBe(false)
    const second = versionOf(writer, 'key')
    for (const wrong of [second - 1, second + 1, first, -second, second + 0.5, 2 ** 53, 0, -1]) {
      expect(
        refused(() => writer.setIfVersion('key', 3, wrong)),
        `version ${wrong}`,
      ).toBe(true)
    }
    for (const wrong of [
      Number.NaN,
      Number.POSITIVE_INFINITY,
      second + 2 ** 32,
      second + 2 ** 31,
    ]) {
      expect(
        refused(() => writer.setIfVersion('key', 3, wrong)),
        `version ${wrong}`,
      ).toBe(true)
    }
    expect(reader.get('key')).toBe(2)
    expect(writer.setIfVersion('key', 3, second)).toBe(true)
  })

  harness.it('setIfVersion with 0 inserts only an absent key', () => {
    const { writer, reader } = harness.pair()
    expect(writer.setIfVersion('key', 1, 0)).toBe(true)
    expect(reader.setIfVersion('key', 2, 0)).toBe(false)
    expect(reader.get('key')).toBe(1)
    const old = versionOf(writer, 'key')
    reader.delete('key')
    expect(writer.setIfVersion('key', 2, old)).toBe(false)
    expect(writer.has('key')).toBe(false)
    expect(reader.setIfVersion('key', 3, -0)).toBe(true)
    expect(writer.setIfVersion('key', 4, old)).toBe(false)
    expectEntries(writer, new Map([['key', 3]]))
  })

  harness.it('setIfVersion is not fooled by a value written back, a reinsert or a clear', () => {
    const { writer, reader } = harness.pair()
    const detours = [
      () => reader.set('key', 'b').set('key', 'a'),
      () => reader.delete('key') && reader.set('key', 'a'),
      () => {
        reader.clear()
        reader.set('key', 'a')
      },
    ]
    for (const detour of detours) {
      writer.set('key', 'a')
      const seen = versionOf(writer, 'key')
      detour()
      expect(writer.setIfVersion('key', 'c', seen)).toBe(false)
      expect(writer.get('key')).toBe('a')
    }
  })
}

function versionOf(map: AnyMap, key: Key): number {
  return map.getVersioned(key)?.version ?? expect.fail(`${key} is absent`)
}

/** A version no key can have is refused by false or by an error: both leave the map alone. */
function refused(attempt: () => boolean): boolean {
  try {
    return !attempt()
  } catch {
    return true
  }
}

const writes: readonly [name: string, write: (map: AnyMap) => unknown][] = [
  ['set', (map) => map.set('key', 1)],
  ['set of the same', (map) => map.set('key', 1)],
  ['increment', (map) => map.increment('key')],
  ['increment by 0', (map) => map.increment('key', 0)],
  ['swap', (map) => map.swap('key', 'text')],
  ['update', (map) => map.update('key', () => ({ a: 1 }))],
  ['compareAndSet', (map) => map.compareAndSet('key', { a: 1 }, { a: 1 })],
  ['setIfVersion', (map) => map.setIfVersion('key', 5, versionOf(map, 'key'))],
  ['setMany', (map) => map.setMany([['key', 5]])],
]

const idle: readonly [name: string, read: (map: AnyMap) => unknown][] = [
  ['get', (map) => map.get('key')],
  ['has', (map) => map.has('key')],
  ['getOrInsert', (map) => map.getOrInsert('key', 9)],
  ['getOrInsertComputed', (map) => map.getOrInsertComputed('key', () => 9)],
  ['a lost compareAndSet', (map) => map.compareAndSet('key', 6, 7)],
  ['a lost compareAndDelete', (map) => map.compareAndDelete('key', 6)],
  ['a lost setIfVersion', (map) => map.setIfVersion('key', 6, 1)],
  ['an iteration', (map) => [...map]],
  ['a write of another key', (map) => map.set('other', 1).delete('other')],
]
