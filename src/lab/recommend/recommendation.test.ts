import { describe, expect, it } from 'vitest'
import { SharedMap } from '../../index.ts'
import { recommendationFrom } from './recommendation.ts'
import type { SetupRow } from './row.ts'
import type { Setup } from './setup.ts'

const MIB = 2 ** 20

function row(setup: Setup, opsPerMs: number): SetupRow {
  return {
    ...{ subject: setup.strategy, ...setup, opsPerMs, runs: 5 },
    ...{ lowOpsPerMs: opsPerMs * 0.99, highOpsPerMs: opsPerMs * 1.01 },
    ...{ p50Us: 0.25, p99Us: 2.5, p999Us: 20, maxUs: 3000, gcMs: 4, heapBytes: 20 * MIB },
    ...{ usedBytes: 50 * MIB, entries: 1000, retries: 0, lockWaits: 3, nearHitRate: 0.5 },
  }
}

const plain = { strategy: 'lock-free', shards: null, nearCache: 0 } as const
const cached = { ...plain, nearCache: 4096 }
const sharded = { strategy: 'sharded', shards: 64, nearCache: 4096 } as const

describe('recommendationFrom', () => {
  it('has options that SharedMap takes, with room for twice what will be stored', () => {
    const rows = [row(cached, 2000), row(plain, 1000), row(sharded, 1500)]
    const recommendation = recommendationFrom(rows, 1)
    expect(recommendation).toMatchObject({
      ...{ strategy: 'lock-free', shards: 64, nearCache: 4096, margin: 0.03 },
      options: { strategy: 'lock-free', nearCache: 4096, maxBytes: 128 * MIB },
    })
    new SharedMap(recommendation?.options).close()
    expect(recommendationFrom(rows, 5)?.options.maxBytes).toBe(512 * MIB)
    expect(recommendationFrom(rows, 1e9)?.options.maxBytes).toBe(2 ** 32)
  })

  it('has the shards in the options only of the strategy that has any', () => {
    const recommendation = recommendationFrom([row(sharded, 2000), row(plain, 1000)], 1)
    expect(recommendation).toMatchObject({ strategy: 'sharded', shards: 64 })
    expect(recommendation?.options).toMatchObject({ strategy: 'sharded', shards: 64 })
    new SharedMap(recommendation?.options).close()
    expect(recommendationFrom([row(plain, 1000)], 1)?.shards).toBeNull()
  })

  it('says by which figures', () => {
    const rows = [row(sharded, 2010), row(cached, 2000), row(plain, 1000)]
    const text = recommendationFrom(rows, 1)?.reasons.join('\n')
    expect(text).toMatch(/^lock-free, near caches of 4,096 values: 2,000 ops\/ms, the median of 5/)
    expect(text).toMatch(/1,980 to 2,020.*P99 2\.50 us.*50 % of the reads.*20 MB.*50 MB\.$/m)
    expect(text).toMatch(
      /^The fastest is sharded with 64 shards, .*: 2,010 ops\/ms\. 1 other is as fast /m,
    )
    expect(text).toMatch(/each at its best: sharded 2,010, lock-free 2,000 ops\/ms/)
    expect(text).toMatch(/none 1,000 ops\/ms with heaps of 20 MB; 4,096 2,000 ops\/ms/)
    expect(text).not.toMatch(/measure again/)
  })

  it('says when the runs say little', () => {
    const restless = { ...row(plain, 1000), lowOpsPerMs: 500, highOpsPerMs: 1500 }
    expect(recommendationFrom([restless], 1)?.reasons.join('\n')).toMatch(/measure again/)
  })

  it('says nothing of nothing', () => {
    expect(recommendationFrom([], 1)).toBeNull()
  })
})
