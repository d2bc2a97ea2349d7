/** The article's figures of sync.Map's cliff, as ratios, beside those of a run. */
import type { GetCase } from '../../../experiments/cliff/gets.ts'
import type { StrategyName } from '../../../index.ts'
import type { ArticleRow, Comparison } from '../article.ts'
import { type RowValue, ratio } from '../ratio.ts'
import { STRATEGIES, subjectOf, THREADS } from './subjects.ts'

/** The article's. */
const NS = { hit: 12, miss: 320 }
const OPS_PER_US = { hit: 82, miss: 3.1 }

const ns: RowValue = ({ figures }) => figures.ns
const opsPerMs: RowValue = (row) => row.opsPerMs

/** How many times as long a get takes that is not a hit. */
export function comparisons(rows: readonly ArticleRow[]): readonly Comparison[] {
  const between = (
    strategy: StrategyName,
    [of, by]: readonly [GetCase, GetCase],
    threads: number,
    value: RowValue,
  ): number | null =>
    ratio(
      rows,
      { subject: subjectOf(strategy, of), threads },
      { subject: subjectOf(strategy, by), threads },
      value,
    )
  return [
    {
      figure: 'time, miss of a fresh key / hit, sync-map, 1 thread',
      article: NS.miss / NS.hit,
      ours: between('sync-map', ['fresh', 'hit'], 1, ns),
    },
    ...THREADS.map((threads) => ({
      figure: `throughput, hit / miss of a fresh key, sync-map, ${words(threads)}`,
      article: OPS_PER_US.hit / OPS_PER_US.miss,
      ours: between('sync-map', ['hit', 'fresh'], threads, opsPerMs),
    })),
    ...THREADS.map((threads) => ({
      figure: `throughput, hit / miss of an absent key, sync-map, ${words(threads)}`,
      article: null,
      ours: between('sync-map', ['hit', 'absent'], threads, opsPerMs),
    })),
    ...STRATEGIES.filter((strategy) => strategy !== 'sync-map').flatMap((strategy) =>
      THREADS.map((threads) => ({
        figure: `throughput, hit / fresh key, ${strategy}, ${words(threads)}`,
        article: null,
        ours: between(strategy, ['hit', 'fresh'], threads, opsPerMs),
      })),
    ),
  ]
}

function words(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`
}
