import { describe, expect, it } from 'vitest'
import type { ArticleRow } from './article.ts'
import { compared } from './compared.ts'

function row(subject: string, opsPerMs: number, peakBytes: number | null): ArticleRow {
  return {
    ...{ subject, threads: 2, opsPerMs, p50Us: 1, p99Us: 1, p9999Us: 1, maxUs: 1, latencies: [] },
    ...{ gc: null, peakBytes, figures: {}, source: '' },
  }
}

const PAIR = { of: { subject: 'a', threads: 2 }, by: { subject: 'b', threads: 2 } }

describe('compared', () => {
  it('divides what one row tells by what the other does', () => {
    const rows = [row('a', 30, null), row('b', 10, null)]
    expect(compared(rows, PAIR, 'throughput, a / b', 2, ({ opsPerMs }) => opsPerMs)).toEqual({
      figure: 'throughput, a / b',
      article: 2,
      ours: 3,
    })
  })

  it('has no figure of ours without both rows, without both values, or with nothing to divide by', () => {
    const ours = (rows: readonly ArticleRow[], value: (row: ArticleRow) => number | null) =>
      compared(rows, PAIR, 'a / b', null, value).ours
    expect(ours([row('a', 30, null)], ({ opsPerMs }) => opsPerMs)).toBeNull()
    expect(ours([row('a', 30, 1), row('b', 1, null)], ({ peakBytes }) => peakBytes)).toBeNull()
    expect(ours([row('a', 30, 1), row('b', 0, 1)], ({ opsPerMs }) => opsPerMs)).toBeNull()
  })
})
