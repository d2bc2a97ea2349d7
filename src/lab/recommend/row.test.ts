import { describe, expect, it } from 'vitest'
import { type RunFigures, rowOf } from './row.ts'

function run(opsPerMs: number, heapBytes: number | null = null): RunFigures {
  return {
    ...{ opsPerMs, p50Us: 1 / opsPerMs, p99Us: 2, p999Us: 3, maxUs: 4, gcMs: 0, heapBytes },
    ...{ usedBytes: 1, entries: 1, retries: 0, lockWaits: 0, nearHitRate: null },
  }
}

describe('rowOf', () => {
  const setup = { strategy: 'sharded', shards: 8, nearCache: 0 } as const

  it('has medians, and the middle half of the throughputs', () => {
    const row = rowOf(
      setup,
      [5, 1, 4, 2, 3].map((speed) => run(speed)),
    )
    expect(row).toMatchObject({ subject: 'sharded', ...setup, runs: 5 })
    expect(row).toMatchObject({ opsPerMs: 3, lowOpsPerMs: 2, highOpsPerMs: 4, p50Us: 1 / 3 })
    expect(rowOf(setup, [run(1), run(2)])).toMatchObject({ opsPerMs: 1.5, p50Us: 0.75 })
  })

  it('keeps the whole range of a few runs', () => {
    const row = rowOf(setup, [run(3), run(1), run(2)])
    expect(row).toMatchObject({ opsPerMs: 2, lowOpsPerMs: 1, highOpsPerMs: 3 })
    expect(rowOf(setup, [run(7)])).toMatchObject({ opsPerMs: 7, lowOpsPerMs: 7, highOpsPerMs: 7 })
  })

  it('leaves out what some runs do not know', () => {
    expect(rowOf(setup, [run(1, 100), run(2), run(3)]).heapBytes).toBe(100)
    expect(rowOf(setup, [run(1)])).toMatchObject({ heapBytes: null, nearHitRate: null })
  })
})
