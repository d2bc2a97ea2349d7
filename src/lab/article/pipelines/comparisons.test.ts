import { describe, expect, it } from 'vitest'
import type { ArticleRow } from '../article.ts'
import { comparisonsOf } from './comparisons.ts'

function row(subject: string, p99Us: number, peakBytes: number, collections: number): ArticleRow {
  const gc = { count: collections, totalMs: 0, longestMs: 0, threads: [] }
  const latency = { p50Us: 1, p99Us, p9999Us: 1, maxUs: 1, latencies: [] }
  return { subject, threads: 1, opsPerMs: 1, ...latency, gc, peakBytes, figures: {}, source: '' }
}

describe('the comparisons of pipelines', () => {
  it('are ratios to A; no collections at all count as one', () => {
    const rows = [row('A blocking', 900, 300, 16), row('C reactor', 100, 100, 0)]
    expect(comparisonsOf(rows)).toEqual([
      { figure: 'P99, A blocking / C reactor', article: 142 / 41, ours: 9 },
      { figure: 'peak memory, A blocking / C reactor', article: 1180 / 490, ours: 3 },
      { figure: 'collections, A blocking / C reactor', article: 27 / 2, ours: 16 },
      { figure: 'P99, A blocking / B worker pool', article: 142 / 89, ours: null },
      { figure: 'peak memory, A blocking / B worker pool', article: 1180 / 720, ours: null },
      { figure: 'collections, A blocking / B worker pool', article: 27 / 9, ours: null },
    ])
  })
})
