import { describe, expect, it } from 'vitest'
import type { ArticleRow } from '../article.ts'
import { comparisons } from './comparisons.ts'

function row(subject: string, opsPerMs: number, p99Us: number, threads = 8): ArticleRow {
  return {
    ...{ subject, threads, opsPerMs, p50Us: 1, p99Us, p9999Us: 10 * p99Us, maxUs: 1e5 },
    ...{ latencies: [], gc: null, peakBytes: null, figures: {}, source: 'here' },
  }
}

const rows = [
  row('rwlock', 1, 1, 2),
  row('rwlock', 10, 80),
  row('sharded', 20, 40),
  row('lock-free', 40, 10),
]

describe('comparisons of the benchmark of locks', () => {
  it("has the article's ratios beside ours, of the rows with as many threads", () => {
    const compared = comparisons(rows, 8, 'fresh')
    const article = compared.map((each) => each.article?.toFixed(2))
    expect(article).toEqual(['8.02', '12.70', '6.08', '9.71', undefined, undefined])
    expect(compared.map(({ ours }) => ours)).toEqual([2, 4, 2, 8, 2, 8])
  })

  it('has nothing of what was not measured', () => {
    expect(comparisons(rows, 8, 'known').map(({ ours }) => ours)).toEqual(Array(6).fill(null))
  })
})
