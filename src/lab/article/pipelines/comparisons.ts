/** The article's ratios of the pipelines beside ours. */
import type { ArticleRow, Comparison } from '../article.ts'
import type { ContestantName } from './service/contestants.ts'

/** P99 in ms, peak memory in MB, collections a minute, as the article has them. */
interface ArticleFigures {
  readonly p99: number
  readonly memory: number
  readonly collections: number
}

const ARTICLE: Readonly<Record<ContestantName, ArticleFigures>> = {
  'A blocking': { p99: 142, memory: 1180, collections: 27 },
  'B worker pool': { p99: 89, memory: 720, collections: 9 },
  'C reactor': { p99: 41, memory: 490, collections: 2 },
}

const A: ContestantName = 'A blocking'
const OTHERS: readonly ContestantName[] = ['C reactor', 'B worker pool']

const FIGURES: readonly {
  readonly name: string
  readonly article: keyof ArticleFigures
  readonly ours: (row: ArticleRow) => number
}[] = [
  { name: 'P99', article: 'p99', ours: ({ p99Us }) => p99Us },
  { name: 'peak memory', article: 'memory', ours: ({ peakBytes }) => peakBytes ?? 0 },
  // Of none no ratio can be made: what had none counts as if it had one, so the ratio is at least this.
  { name: 'collections', article: 'collections', ours: ({ gc }) => Math.max(gc?.count ?? 0, 1) },
]

export function comparisonsOf(rows: readonly ArticleRow[]): readonly Comparison[] {
  return OTHERS.flatMap((other) =>
    FIGURES.map(({ name, article, ours }) => {
      const dividend = rows.find(({ subject }) => subject === A)
      const divisor = rows.find(({ subject }) => subject === other)
      return {
        figure: `${name}, ${A} / ${other}`,
        article: ARTICLE[A][article] / ARTICLE[other][article],
        ours: dividend && divisor ? ours(dividend) / ours(divisor) : null,
      }
    }),
  )
}
