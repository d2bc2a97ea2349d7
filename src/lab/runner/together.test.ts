import { createHistogram } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import type { ThreadFigures } from './lab.worker.ts'
import { together } from './together.ts'

const NO_PAUSES = { count: 0, major: 0, totalMs: 0, longestMs: 0, since: 1000, each: [] }

function thread(ns: readonly number[], figures: Partial<ThreadFigures> = {}): ThreadFigures {
  const latencies = createHistogram()
  for (const latency of ns) latencies.record(latency)
  return {
    operations: ns.length,
    ms: 10,
    heapPeak: 1000,
    missed: 0,
    latencies,
    pauses: NO_PAUSES,
    near: undefined,
    ...figures,
  }
}

describe('together', () => {
  it('takes percentiles of all latencies, not of each thread alone', () => {
    const fast = thread(new Array<number>(999).fill(1000))
    const slow = thread([50_000])
    const { p50Us, p99Us, p9999Us, maxUs } = together([fast, slow])
    expect(p50Us).toBeCloseTo(1, 2)
    expect(p99Us).toBeCloseTo(1, 2)
    expect(p9999Us).toBeCloseTo(50, 0)
    expect(maxUs).toBeCloseTo(50, 0)
  })

  it('divides all operations by the time of the slowest thread', () => {
    const figures = together([thread([1, 1, 1]), thread([1], { ms: 40 })])
    expect(figures).toMatchObject({ operations: 4, seconds: 0.04, opsPerMs: 0.1 })
  })

  it('adds up heaps, missed operations and pauses, and keeps those of each thread on one clock', () => {
    const one = {
      ...{ count: 2, major: 1, totalMs: 3, longestMs: 2, since: 1000 },
      each: [
        { atMs: 5, ms: 1, isMajor: false },
        { atMs: 9, ms: 2, isMajor: true },
      ],
    }
    const other = {
      ...{ count: 1, major: 0, totalMs: 4, longestMs: 4, since: 1007 },
      each: [{ atMs: 5, ms: 4, isMajor: false }],
    }
    const threads = [
      thread([1], { missed: 5, pauses: one }),
      thread([1], { missed: 7, pauses: other }),
    ]
    expect(together(threads)).toMatchObject({
      missed: 12,
      heapPeakBytes: 2000,
      gc: {
        count: 3,
        totalMs: 7,
        longestMs: 4,
        threads: [
          {
            ...{ count: 2, totalMs: 3, longestMs: 2 },
            pauses: [
              [5, 1],
              [9, 2],
            ],
          },
          { count: 1, totalMs: 4, longestMs: 4, pauses: [[12, 4]] },
        ],
      },
    })
  })

  it('has a hit rate where there are near caches, and reads', () => {
    const near = thread([1], { near: { hits: 3, misses: 1 } })
    const none = thread([1], { near: { hits: 0, misses: 0 } })
    expect(together([near, none]).nearHitRate).toBe(0.75)
    expect(together([none]).nearHitRate).toBeNull()
    expect(together([thread([1])]).nearHitRate).toBeNull()
  })
})
