import { expect, it } from 'vitest'
import type { ArticleRow } from './article.ts'
import { ratio } from './ratio.ts'

const row: ArticleRow = {
  subject: 'rwlock',
  threads: 8,
  opsPerMs: 100,
  p50Us: 1,
  p99Us: 10,
  p9999Us: 100,
  maxUs: 1000,
  latencies: [],
  gc: null,
  peakBytes: null,
  figures: {},
  source: 'here',
}
const rows = [row, { ...row, threads: 2 }, { ...row, subject: 'lock-free', opsPerMs: 250 }]

it('ratio: one by the other, with as many threads, or null if one is missing', () => {
  const lockFree = { subject: 'lock-free', threads: 8 }
  expect(ratio(rows, 'opsPerMs', lockFree, { subject: 'rwlock', threads: 8 })).toBe(2.5)
  expect(ratio(rows, 'opsPerMs', { ...lockFree, threads: 2 }, row)).toBeNull()
  expect(ratio(rows, 'opsPerMs', row, { ...lockFree, threads: 2 })).toBeNull()
})
