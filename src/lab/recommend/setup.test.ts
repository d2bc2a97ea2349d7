import { describe, expect, it } from 'vitest'
import { SharedMap, SYNCHRONISED } from '../../index.ts'
import { PLAIN } from '../workload/presets.ts'
import type { Workload } from '../workload/workload.ts'
import { hotSetOfWorkload } from './hot-set.ts'
import { hotNearCache, setups } from './setup.ts'

describe('setups', () => {
  it('has what SharedMap takes, each once', () => {
    const all = setups(SYNCHRONISED, { keys: 20_000, entryBytes: 100 }, 8)
    for (const { strategy, shards, nearCache } of all) {
      const locks = shards === null ? {} : { shards }
      new SharedMap({ strategy, nearCache, ...locks, maxBytes: 2 ** 19 }).close()
    }
    expect(new Set(all.map((setup) => JSON.stringify(setup))).size).toBe(all.length)
    expect(new Set(all.map(({ strategy }) => strategy))).toEqual(new Set(SYNCHRONISED))
    const sizes = all.flatMap(({ strategy, nearCache }) => (strategy === 'rwlock' ? nearCache : []))
    expect(sizes).toEqual([0, 4096, 32_768])
    expect(new Set(all.map(({ shards }) => shards)).size).toBe(3)
  })

  it('has no near cache where nothing is read', () => {
    const writes = { ...PLAIN.mix, get: 0, set: 3, delete: 1 }
    const all = setups(SYNCHRONISED, hotSetOfWorkload({ ...PLAIN, mix: writes }), 2)
    expect(all.map(({ nearCache }) => nearCache)).toEqual([0, 0, 0, 0, 0])
    expect(new Set(all.map((setup) => JSON.stringify(setup))).size).toBe(all.length)
  })
})

describe('hotNearCache', () => {
  it('is the power of two that holds the hot keys', () => {
    const size = (keys: number): number => hotNearCache({ keys, entryBytes: 50 }, 1)
    expect([0, 300, 512, 513, 100_000].map(size)).toEqual([256, 512, 512, 1024, 131_072])
  })

  it('leaves memory for the rest, however many there are', () => {
    const size = hotNearCache({ keys: 10_000_000, entryBytes: 1000 }, 8)
    expect(size * 1150 * 8).toBeLessThanOrEqual(2 ** 29)
    expect(size).toBeGreaterThan(4096)
    expect(hotNearCache({ keys: 1000, entryBytes: 2 ** 26 }, 64)).toBe(256)
  })
})

describe('hotSetOfWorkload', () => {
  const keys = (change: Partial<Workload>): number =>
    hotSetOfWorkload({ ...PLAIN, keys: 1000, ...change }).keys

  it('has the keys that 90 % of the operations go to', () => {
    expect(keys({ distribution: 'uniform' })).toBe(900)
    expect(keys({ distribution: 'hot', hot: { operations: 90, keys: 10 } })).toBe(100)
    expect(keys({ distribution: 'hot', hot: { operations: 99, keys: 11 } })).toBe(100)
    expect(keys({ distribution: 'hot', hot: { operations: 80, keys: 10 } })).toBe(550)
    expect(keys({ distribution: 'zipf' })).toBeGreaterThan(100)
    expect(keys({ distribution: 'zipf' })).toBeLessThan(600)
    expect(keys({ distribution: 'zipf', keys: 1 })).toBe(1)
  })
})
