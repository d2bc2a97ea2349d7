/** The article's figures of sync.Map's cliff, as ratios, beside those of a run. */
import type { GetCase } from '../../../experiments/cliff/gets.ts'
import type { StrategyName } from '../../../index.ts'
import type { ArticleRow, Comparison } from '../article.ts'
import { ratio } from '../ratio.ts'
import { STRATEGIES, subjectOf, THREADS } from './subjects.ts'

/** The article's. */
const NS = { hit: 12, miss: 320 }
const OPS_PER_US = { hit: 82, miss: 3.1 }

/** How many times as long a get takes that is not a hit. */
export function comparisons(rows: readonly ArticleRow[]): readonly Comparison[] {
  return [
    {
      figure: 'time, miss of a fresh key / hit, sync-map, 1 thread',
      article: NS.miss / NS.hit,
      ours: nsRatio(rows, 'sync-map', 'fresh', 1),
    },
    {
      figure: 'throughput, hit / miss of a fresh key, sync-map, 1 thread',
      article: OPS_PER_US.hit / OPS_PER_US.miss,
      ours: throughputRatio(rows, 'sync-map', 'fresh', 1),
    },
    {
      figure: 'throughput, hit / miss of a fresh key, sync-map, 2 threads',
      article: OPS_PER_US.hit / OPS_PER_US.miss,
      ours: throughputRatio(rows, 'sync-map', 'fresh', 2),
    },
    ...THREADS.map((threads) => ({
      figure: `throughput, hit / miss of an absent key, sync-map, ${words(threads)}`,
      article: null,
      ours: throughputRatio(rows, 'sync-map', 'absent', threads),
    })),
    ...STRATEGIES.filter((strategy) => strategy !== 'sync-map').flatMap((strategy) =>
      THREADS.map((threads) => ({
        figure: `throughput, hit / fresh key, ${strategy}, ${words(threads)}`,
        article: null,
        ours: throughputRatio(rows, strategy, 'fresh', threads),
      })),
    ),
  ]
}

function words(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`
}

function throughputRatio(
  rows: readonly ArticleRow[],
  strategy: StrategyName,
  miss: GetCase,
  threads: number,
): number | null {
  return ratio(
    rows,
    'opsPerMs',
    { subject: subjectOf(strategy, 'hit'), threads },
    { subject: subjectOf(strategy, miss), threads },
  )
}

function nsRatio(
  rows: readonly ArticleRow[],
  strategy: StrategyName,
  miss: GetCase,
  threads: number,
): number | null {
  const nsOf = (name: GetCase): number | undefined =>
    rows.find((row) => row.subject === subjectOf(strategy, name) && row.threads === threads)
      ?.figures.ns
  const [one, other] = [nsOf(miss), nsOf('hit')]
  return one === undefined || other === undefined ? null : one / other
}
