/**
 * A key written so often that its version crosses units of 2^22: the epoch moves with each, near caches begin anew, and
 * neither a version nor a stamp that some cache holds returns.
 */
import { expect, test } from 'vitest'
import { SharedMap } from './shared-map.ts'

const UNIT = 2 ** 22
const WRITES = 2 * UNIT + 1000
const BETWEEN_READS = 997

test('versions grow and near caches hold true over two version units', { timeout: 60_000 }, () => {
  const writer = new SharedMap<string, number | string>({ maxBytes: 2 ** 24 })
  const reader = SharedMap.attach(writer.handle)
  writer.set('still', 'kept')
  let last = 0
  for (let written = 1; written <= WRITES; written++) {
    writer.increment('counter')
    if (written % BETWEEN_READS !== 0 && Math.abs((written % UNIT) - 2) > 4) continue
    expect(reader.get('counter')).toBe(written)
    expect(reader.get('still')).toBe('kept')
    const version = reader.getVersioned('counter')?.version ?? 0
    expect(version).toBeGreaterThan(last)
    last = version
  }
  expect(last).toBeGreaterThan(2 * UNIT)
  const { nearHits } = reader.stats()
  expect(reader.get('still')).toBe('kept')
  expect(reader.stats().nearHits).toBe(nearHits + 1)
  expect(writer.verify()).toMatchObject({ ok: true })
})
