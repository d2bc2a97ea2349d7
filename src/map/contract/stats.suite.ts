/** stats tells finite and sensible figures, and costs in memory stay within what the contract says. */
import { expect } from 'vitest'
import { type Harness, MiB } from './harness.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export function stats(harness: Harness): void {
  harness.it('tells finite, whole figures at every stage of a map', () => {
    const { writer, reader } = harness.pair()
    expectSensible(writer)
    for (let index = 0; index < 5_000; index++) writer.set(index, `value ${index}`)
    for (let index = 0; index < 5_000; index++) reader.get(index)
    expectSensible(writer)
    for (let index = 0; index < 5_000; index++) reader.delete(index)
    expectSensible(reader)
    writer.clear()
    expectSensible(writer)
  })

  harness.it('counts entries, growths and used bytes as they grow', () => {
    const map = harness.open()
    const before = map.stats()
    for (let index = 0; index < 20_000; index++) map.set(index, 'x'.repeat(100))
    const after = map.stats()
    expect(after.size).toBe(20_000)
    expect(after.growths).toBeGreaterThan(before.growths)
    expect(after.usedBytes - before.usedBytes).toBeGreaterThanOrEqual(20_000 * 100)
    expect(after.committedBytes).toBeGreaterThanOrEqual(after.usedBytes)
    expect([after.reaped, after.retries]).toEqual([0, 0])
  })

  harness.it(
    'keeps an entry of a 16-char key and a 32-char value within 168 committed bytes',
    () => {
      const map = harness.open({ maxBytes: 128 * MiB })
      const count = 300_000
      for (let index = 0; index < count; index++) {
        map.set(`key:${index}`.padEnd(16, '.'), `value:${index}`.padEnd(32, '.'))
      }
      const { usedBytes, committedBytes } = map.stats()
      expect(usedBytes / count).toBeLessThanOrEqual(112)
      expect(committedBytes / count).toBeLessThanOrEqual(168)
    },
  )

  harness.it('verifies, and tells what it walked', () => {
    const map = harness.open()
    for (let index = 0; index < 1_000; index++) map.set(index, `value ${index}`)
    const report = map.verify()
    expect(report).toMatchObject({ ok: true, entries: 1_000, heap: 'exact' })
    expect(report.records).toBeGreaterThanOrEqual(1_000)
    expect(report.segments).toBeGreaterThan(0)
  })
}

function expectSensible(map: AnyMap): void {
  const { name, strategy, ...figures } = map.stats()
  expect([typeof name, typeof strategy]).toEqual(['string', 'string'])
  for (const [figure, value] of Object.entries(figures)) {
    expect(Number.isSafeInteger(value) && value >= 0, `${figure} is ${value}`).toBe(true)
  }
  expect(figures.size).toBe(map.size)
  expect(figures.threads).toBeGreaterThanOrEqual(1)
  expect(figures.usedBytes).toBeGreaterThan(0)
  expect(figures.usedBytes).toBeLessThanOrEqual(figures.committedBytes)
  expect(figures.committedBytes).toBeLessThanOrEqual(figures.maxBytes)
}
