/** clear empties the whole map at once, for every instance, and gives its memory back to later inserts. */
import { expect } from 'vitest'
import { expectEntries } from './expectations.suite.ts'
import { type Harness, MiB } from './harness.suite.ts'

export function clear(harness: Harness): void {
  harness.it('empties the map, whatever it holds, and may be called on an empty one', () => {
    const { writer, reader } = harness.pair()
    for (const count of [0, 0, 1, 2, 100, 10_000]) {
      for (let index = 0; index < count; index++) writer.set(index, index % 2 ? index : `${index}`)
      const nothing: unknown = reader.clear()
      expect(nothing).toBeUndefined()
      for (const map of [writer, reader]) expectEntries(map, new Map())
      expect([writer.get(0), writer.has(1), writer.delete(0)]).toEqual([undefined, false, false])
    }
  })

  harness.it('is seen at once by warm instances, and by writes through them', () => {
    const { writer, reader } = harness.pair()
    const keys = Array.from({ length: 200 }, (_, index) => `key ${index}`)
    for (let round = 0; round < 20; round++) {
      for (const key of keys) writer.set(key, key)
      for (const key of keys) expect(writer.get(key)).toBe(key)
      reader.clear()
      for (const key of keys.slice(0, 100)) expect(writer.get(key)).toBeUndefined()
      for (const key of keys.slice(100, 150)) writer.set(key, `new ${key}`)
      for (const key of keys.slice(150)) expect(writer.getOrInsert(key, round)).toBe(round)
      expect([reader.size, writer.size]).toEqual([100, 100])
      for (const key of keys.slice(100, 150)) expect(reader.get(key)).toBe(`new ${key}`)
    }
  })

  harness.it('may be called within a callback and goes on from there', () => {
    const { writer, reader } = harness.pair()
    for (let index = 0; index < 100; index++) writer.set(index, index)
    let visited = 0
    writer.forEach((_, key) => {
      if (++visited === 1) reader.clear()
      writer.set(key, 'after')
    })
    expect(visited).toBeGreaterThan(0)
    for (const value of reader.values()) expect(value).toBe('after')
    expect(reader.size).toBeLessThanOrEqual(visited)
    reader.clear()
    expectEntries(writer, new Map())
  })

  harness.it(
    'gives the memory back: a map filled and cleared again and again never fills up',
    () => {
      const map = harness.open({ maxBytes: 4 * MiB })
      const used: number[] = []
      for (let round = 0; round < 30; round++) {
        for (let index = 0; index < 1_500; index++) map.set(`${round} ${index}`, 'x'.repeat(1_000))
        map.clear()
        used.push(map.stats().usedBytes)
      }
      expect(Math.max(...used.slice(2))).toBeLessThanOrEqual(Number(used[1]) * 1.02)
    },
  )
}
