/** The article's figures of its benchmark of locks, as ratios, beside those of a run. */
import type { ArticleRow, Comparison } from '../article.ts'
import { type RowValue, ratio } from '../ratio.ts'
import {
  type Contestant,
  GLOBAL_LOCK,
  LOCK_FREE,
  type Pass,
  SHARDED,
  subjectOf,
} from './contestants.ts'

/** The article's. */
const OPS_PER_MS = { lock: 12.3, sharded: 98.7, lockFree: 156.2 }
const P99_MS = { lock: 86.4, sharded: 14.2, lockFree: 8.9 }

const opsPerMs: RowValue = (row) => row.opsPerMs
const p99Us: RowValue = (row) => row.p99Us
const p9999Us: RowValue = (row) => row.p9999Us

/** Of the rows with so many threads. */
export function comparisons(
  rows: readonly ArticleRow[],
  threads: number,
  pass: Pass,
): readonly Comparison[] {
  const between = (value: RowValue, of: Contestant, by: Contestant): number | null =>
    ratio(
      rows,
      { subject: subjectOf(of, pass), threads },
      { subject: subjectOf(by, pass), threads },
      value,
    )
  const compared = (words: string, article: number | null, ours: number | null): Comparison => ({
    figure: pass === 'fresh' ? words : `${words}, known keys`,
    article,
    ours,
  })
  return [
    compared(
      'throughput, 16 shards / global lock',
      OPS_PER_MS.sharded / OPS_PER_MS.lock,
      between(opsPerMs, SHARDED, GLOBAL_LOCK),
    ),
    compared(
      'throughput, lock-free / global lock',
      OPS_PER_MS.lockFree / OPS_PER_MS.lock,
      between(opsPerMs, LOCK_FREE, GLOBAL_LOCK),
    ),
    compared(
      'P99, global lock / 16 shards',
      P99_MS.lock / P99_MS.sharded,
      between(p99Us, GLOBAL_LOCK, SHARDED),
    ),
    compared(
      'P99, global lock / lock-free',
      P99_MS.lock / P99_MS.lockFree,
      between(p99Us, GLOBAL_LOCK, LOCK_FREE),
    ),
    compared('P99.99, global lock / 16 shards', null, between(p9999Us, GLOBAL_LOCK, SHARDED)),
    compared('P99.99, global lock / lock-free', null, between(p9999Us, GLOBAL_LOCK, LOCK_FREE)),
  ]
}
