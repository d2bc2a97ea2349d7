/** The article's trade-offs of shards as ratios of a run. It has no figures of them. */
import type { ArticleRow, Comparison } from '../article.ts'
import { type RowValue, ratio } from '../ratio.ts'
import type { Access } from './access.ts'
import { ENOUGH, LOCK_FREE, sharded, subjectOf, TOO_MANY } from './contestants.ts'
import { ONE_LINE, OWN_LINES } from './lock-lines.ts'
import type { Scale } from './scale.ts'

const opsPerMs: RowValue = (row) => row.opsPerMs
const p99Us: RowValue = (row) => row.p99Us

/** Of the rows with many threads; false sharing of those with few. */
export function comparisons(
  rows: readonly ArticleRow[],
  { many: threads, few }: Scale['threads'],
): readonly Comparison[] {
  const of = (value: RowValue, one: string, other: string): number | null =>
    ratio(rows, { subject: one, threads }, { subject: other, threads }, value)
  const compared = (figure: string, ours: number | null): Comparison => ({
    ...{ figure, article: null, ours },
  })
  const enough = (access: Access): string => subjectOf(sharded(ENOUGH), access)
  const free = (access: Access): string => subjectOf(LOCK_FREE, access)
  return [
    compared('too few: throughput, 16 shards / 1', of(opsPerMs, enough('even'), sharded(1))),
    compared('too few: P99, 1 shard / 16', of(p99Us, sharded(1), enough('even'))),
    compared(
      'too many: throughput, 1024 shards / 16',
      of(opsPerMs, sharded(TOO_MANY), enough('even')),
    ),
    compared(
      'too many: bytes of the empty map, 1024 shards / 16',
      of(({ figures }) => figures.emptyBytes, sharded(TOO_MANY), sharded(ENOUGH)),
    ),
    compared(
      'too many: time of a clear, 1024 shards / 16',
      of(({ figures }) => figures.clearUs, sharded(TOO_MANY), sharded(ENOUGH)),
    ),
    compared(
      'hot shard: throughput, even / all on one of 16',
      of(opsPerMs, enough('even'), enough('hot')),
    ),
    compared('hot shard: P99, all on one of 16 / even', of(p99Us, enough('hot'), enough('even'))),
    compared(
      'zipf: throughput, even / zipf, 16 shards',
      of(opsPerMs, enough('even'), enough('zipf')),
    ),
    compared(
      'hot shard: throughput, lock-free / 16 shards',
      of(opsPerMs, free('hot'), enough('hot')),
    ),
    compared(
      'false sharing: throughput, own lines / one line',
      ratio(
        rows,
        { subject: OWN_LINES, threads: few },
        { subject: ONE_LINE, threads: few },
        opsPerMs,
      ),
    ),
  ]
}
