/** A comparison of two rows by whatever each of them tells. */
import type { ArticleRow, Comparison } from './article.ts'
import type { RowName } from './ratio.ts'

export interface Pair {
  readonly of: RowName
  readonly by: RowName
}

/** Without ours if one of the two was not measured, or there is nothing to divide by. */
export function compared(
  rows: readonly ArticleRow[],
  { of, by }: Pair,
  figure: string,
  article: number | null,
  value: (row: ArticleRow) => number | null | undefined,
): Comparison {
  const measuredOf = ({ subject, threads }: RowName): number | undefined => {
    const row = rows.find((each) => each.subject === subject && each.threads === threads)
    return row === undefined ? undefined : (value(row) ?? undefined)
  }
  const one = measuredOf(of)
  const other = measuredOf(by)
  const isKnown = one !== undefined && other !== undefined && other !== 0
  return { figure, article, ours: isKnown ? one / other : null }
}
