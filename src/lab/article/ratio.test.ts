import { expect, it } from 'vitest'
import type { ArticleRow } from './article.ts'
import { type RowValue, ratio } from './ratio.ts'

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
  figures: { waits: 0 },
  source: 'here',
}
const lockFree = { subject: 'lock-free', threads: 8 }
const rows = [
  row,
  { ...row, threads: 2 },
  { ...row, ...lockFree, opsPerMs: 250, figures: { waits: 3 } },
]
const opsPerMs: RowValue = (each) => each.opsPerMs

it('ratio: one by the other, of the rows with as many threads', () => {
  expect(ratio(rows, lockFree, row, opsPerMs)).toBe(2.5)
  expect(ratio(rows, row, lockFree, ({ figures }) => figures.waits)).toBe(0)
})

it('ratio: null without both rows, without both values, or with nothing to divide by', () => {
  expect(ratio(rows, { ...lockFree, threads: 2 }, row, opsPerMs)).toBeNull()
  expect(ratio(rows, row, { ...lockFree, threads: 2 }, opsPerMs)).toBeNull()
  expect(ratio(rows, lockFree, row, ({ peakBytes }) => peakBytes)).toBeNull()
  expect(ratio(rows, lockFree, row, ({ figures }) => figures.waits)).toBeNull()
})
