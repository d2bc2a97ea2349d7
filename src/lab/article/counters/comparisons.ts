/** What the kinds of counters are to each other. The article has no figures of them. */
import type { ArticleRow, Comparison } from '../article.ts'
import { compared } from '../compared.ts'
import { ATOMIC, type Contestant, LOCK, STRIPED, WORD } from './contestants.ts'

/** For each number of threads. */
export function comparisons(
  rows: readonly ArticleRow[],
  counts: readonly number[],
): readonly Comparison[] {
  const between = (
    words: string,
    one: Contestant,
    other: Contestant,
    value: (row: ArticleRow) => number,
  ): readonly Comparison[] =>
    counts.map((threads) =>
      compared(
        rows,
        { of: { subject: one.subject, threads }, by: { subject: other.subject, threads } },
        `${words}, ${one.subject} / ${other.subject}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
        null,
        value,
      ),
    )
  return [
    ...between('throughput', ATOMIC, LOCK, ({ opsPerMs }) => opsPerMs),
    ...between('throughput', ATOMIC, WORD, ({ opsPerMs }) => opsPerMs),
    ...between('throughput', STRIPED, ATOMIC, ({ opsPerMs }) => opsPerMs),
    ...between('P99.99', LOCK, ATOMIC, ({ p9999Us }) => p9999Us),
  ]
}
