/** A full map still reads, updates in place and deletes, and takes inserts again once there is room. */
import { expect } from 'vitest'
import type { Key } from '../map.ts'
import { expectCode, expectEntries, expectSame } from './expectations.suite.ts'
import { type Fill, fills, fillUp } from './fill.suite.ts'
import { type Harness, MiB } from './harness.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export function full(harness: Harness): void {
  harness.it('holds at least 2,000 entries of 1 kB in 4 MiB', () => {
    const values = ['x'.repeat(1_000), new Uint8Array(1_000).fill(1), { text: 'x'.repeat(980) }]
    for (const value of values) {
      const { writer, reader } = harness.pair({ maxBytes: 4 * MiB })
      for (let index = 0; index < 2_000; index++) writer.set(`key ${index}`, value)
      for (let index = 0; index < 2_000; index++) expectSame(reader.get(`key ${index}`), value)
      reader.close()
      writer.close()
    }
  })

  for (const fill of fills) {
    harness.it(`reads, updates, deletes and inserts again when full of ${fill.name}`, () => {
      const { writer, reader } = harness.pair({ maxBytes: 4 * MiB })
      const held = fillUp(writer, fill)
      expect(held.size).toBeGreaterThan(0)
      expectReads(reader, fill, held)
      expectRefusals(writer, fill, held)
      expectUpdates(writer, fill, held)
      for (const [key, value] of held) expectSame(reader.get(key), value)
      const removed = expectDeletes(writer, held)
      let inserted = 0
      for (let index = 0; index < removed; index++) {
        const key = fill.key(-1 - index)
        if (!fits(() => writer.set(key, fill.value(index)))) continue
        held.set(key, fill.value(index))
        inserted++
      }
      // Where tables are most of the memory, luck decides how many of them can grow.
      const least = Math.ceil(removed * (fill.shape === 'dense' ? 0.4 : 0.8))
      expect(inserted, `after ${removed} deletes`).toBeGreaterThanOrEqual(least)
      expectEntries(reader, held)
      writer.clear()
      expect(fillUp(writer, fill).size).toBeGreaterThanOrEqual(held.size * 0.7)
    })
  }

  harness.it('setMany fills up to the entry that does not fit, and tells its index', () => {
    const map = harness.open({ maxBytes: 4 * MiB })
    const entries = Array.from({ length: 8_000 }, (_, index) => [index, 'x'.repeat(1_000)] as const)
    const error = expectCode('ERR_FULL', () => map.setMany(entries))
    expect(error.index).toBe(map.size)
    expectEntries(map, new Map(entries.slice(0, map.size)))
  })

  harness.it('keeps the old value when its replacement does not fit', () => {
    const map = harness.open({ maxBytes: 4 * MiB })
    const old = 'small'
    map.set('key', old)
    while (fits(() => map.set(map.size, 'x'.repeat(1_000))));
    const version = map.getVersioned('key')?.version
    const large = 'x'.repeat(500_000)
    const used = map.stats().usedBytes
    for (let round = 0; round < 100; round++) {
      expectCode('ERR_FULL', () => map.set('key', large))
      expectCode('ERR_FULL', () => map.swap('key', [large]))
      expectCode('ERR_FULL', () => map.update('key', () => large))
      expectCode('ERR_FULL', () => map.compareAndSet('key', old, large))
      expect(map.compareAndSet('key', 'other', large)).toBe(false)
      expect(map.getOrInsert('key', large)).toBe(old)
    }
    expect(map.getVersioned('key')).toEqual({ value: old, version })
    expect(map.stats().usedBytes).toBe(used)
  })

  harness.it('reads, updates and deletes by long keys in a map full of them', () => {
    for (const [length, maxBytes] of [
      [5_000, 4],
      [60_000, 8],
      [250_000, 8],
      [MiB, 64],
    ] as const) {
      const map = harness.open({ maxBytes: maxBytes * MiB })
      const key = (index: number): string => `${index}`.padStart(length, 'k')
      let count = 0
      while (fits(() => map.set(key(count), count))) count++
      expect(count).toBeGreaterThan(10)
      for (let index = 0; index < count; index++) {
        expect(map.get(key(index))).toBe(index)
        expect(map.increment(key(index))).toBe(index + 1)
      }
      expect(map.has(key(count))).toBe(false)
      const gone = Math.ceil(count / 4)
      for (let index = 0; index < gone; index++) expect(map.delete(key(index))).toBe(true)
      let inserted = 0
      while (fits(() => map.set(`z${key(inserted).slice(1)}`, 1))) inserted++
      expect(inserted, `of ${gone}`).toBeGreaterThanOrEqual(Math.ceil(gone / 2))
      expect(map.size).toBe(count - gone + inserted)
      map.close()
    }
  })
}

/** True if the insert fits; anything but ERR_FULL is thrown on. */
function fits(insert: () => unknown): boolean {
  try {
    insert()
    return true
  } catch (error) {
    expectCode('ERR_FULL', () => {
      throw error
    })
    return false
  }
}

function expectReads(map: AnyMap, fill: Fill, held: ReadonlyMap<Key, unknown>): void {
  for (const key of held.keys()) if (!map.has(key)) expect.fail(`lost ${key}`)
  const [key, value] = [...held].at(-1) ?? []
  if (key !== undefined) expectSame(map.getOrInsert(key, fill.value(0)), value)
  expectEntries(map, held)
}

/** Hundreds of refused inserts change nothing and leak nothing. */
function expectRefusals(map: AnyMap, fill: Fill, held: ReadonlyMap<Key, unknown>): void {
  const used = map.stats().usedBytes
  const key = fill.key(held.size)
  let refused = 0
  for (let index = 0; index < 300; index++) {
    if (!fits(() => map.set(key, fill.value(index)))) refused++
    else map.delete(key)
    if (!fits(() => map.getOrInsert(key, fill.value(index)))) refused++
    else map.delete(key)
    expect(map.has(key)).toBe(false)
  }
  expect(refused).toBeGreaterThan(0)
  expect(map.size).toBe(held.size)
  expect(Math.abs(map.stats().usedBytes - used)).toBeLessThanOrEqual(64 * 1_024)
}

/** Each entry gets another value of its own kind, several times over. */
function expectUpdates(map: AnyMap, fill: Fill, held: Map<Key, unknown>): void {
  for (let round = 1; round <= 3; round++) {
    for (const key of held.keys()) {
      const value = fill.value(round * 7)
      // A large value needs as much again before its old memory is free, and may be refused.
      if (fill.shape === 'large' && !fits(() => map.set(key, value))) continue
      map.set(key, value)
      held.set(key, value)
    }
  }
}

function expectDeletes(map: AnyMap, held: Map<Key, unknown>): number {
  const gone = [...held.keys()].filter((_, index) => index % 4 === 0)
  for (const key of gone) {
    expect(map.delete(key)).toBe(true)
    held.delete(key)
  }
  return gone.length
}
