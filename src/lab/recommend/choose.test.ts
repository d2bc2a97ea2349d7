import { describe, expect, it } from 'vitest'
import type { StrategyName } from '../../index.ts'
import { choose, LEAST_MARGIN, MOST_MARGIN, marginOf, type Rated } from './choose.ts'

/** A row whose runs differ by one percent to either side, or by `spread`. */
function row(
  strategy: StrategyName,
  nearCache: number,
  opsPerMs: number,
  {
    shards = null,
    spread = 0.01,
    runs = 5,
  }: { shards?: number | null; spread?: number; runs?: number } = {},
): Rated {
  return {
    ...{ strategy, shards, nearCache, opsPerMs, runs },
    lowOpsPerMs: opsPerMs * (1 - spread),
    highOpsPerMs: opsPerMs * (1 + spread),
  }
}

describe('choose', () => {
  it('takes what is clearly the fastest, whatever it is', () => {
    const fastest = row('sync-map', 16_384, 2000)
    const rows = [row('lock-free', 4096, 1500), fastest, row('rwlock', 0, 900)]
    expect(choose(rows)).toMatchObject({ chosen: fastest, fastest, tied: [fastest] })
  })

  it('takes the default strategy if it is as fast', () => {
    const [simple, fastest] = [row('lock-free', 4096, 1960), row('sync-map', 0, 2000)]
    expect(choose([fastest, simple])).toMatchObject({ chosen: simple, fastest })
    const slower = row('lock-free', 4096, 1930)
    expect(choose([fastest, slower])).toMatchObject({ chosen: fastest, tied: [fastest] })
  })

  it('takes the smallest near cache of those that are as fast', () => {
    const rows = [0, 4096, 16_384].map((size) => row('lock-free', size, size === 0 ? 1000 : 2000))
    expect(choose(rows)?.chosen).toBe(rows[1])
    const alike = [16_384, 0, 4096].map((size) => row('lock-free', size, 2000 + size / 1000))
    expect(choose(alike)?.chosen).toBe(alike[1])
  })

  it('takes the fewest shards of those that are as fast', () => {
    const few = row('sharded', 4096, 1990, { shards: 8 })
    const many = row('sharded', 4096, 2000, { shards: 64 })
    expect(choose([many, few])).toMatchObject({ chosen: few, sharded: few })
  })

  it('tells how many shards to take, whatever is chosen', () => {
    const many = row('sharded', 4096, 1500, { shards: 64 })
    const rows = [row('lock-free', 0, 2000), row('sharded', 0, 1000, { shards: 8 }), many]
    expect(choose(rows)).toMatchObject({ chosen: rows[0], sharded: many })
    expect(choose([row('lock-free', 0, 2000)])?.sharded).toBeUndefined()
  })

  it('calls equal what differs by less than runs do', () => {
    const far = { spread: 0.1 }
    const simple = row('lock-free', 4096, 1700, far)
    const rows = [
      row('rwlock', 0, 2000, far),
      simple,
      row('sharded', 0, 800, { ...far, shards: 8 }),
    ]
    expect(choose(rows)?.chosen).toBe(simple)
    // One that happened to have runs alike does not make the others more certain.
    expect(choose([row('rwlock', 0, 2000, { spread: 0 }), ...rows.slice(1)])?.chosen).toBe(simple)
  })

  it('has nothing to say without rows', () => {
    expect(choose([])).toBeUndefined()
  })
})

describe('marginOf', () => {
  it('is what runs differ by, within its limits', () => {
    const margin = (spread: number): number => marginOf([row('rwlock', 0, 500, { spread })])
    expect(margin(0)).toBe(LEAST_MARGIN)
    expect(margin(0.1)).toBeCloseTo(0.2)
    expect(margin(2)).toBe(MOST_MARGIN)
    expect(marginOf([row('rwlock', 0, 500, { spread: 0, runs: 1 })])).toBe(MOST_MARGIN)
  })
})
