/** One contestant's figure by another's, from the rows that were measured. */
import type { ArticleRow } from './article.ts'

export type RowName = Pick<ArticleRow, 'subject' | 'threads'>
export type RowFigure = 'opsPerMs' | 'p50Us' | 'p99Us' | 'p9999Us' | 'maxUs'

/** Null if one of the two was not measured. */
export function ratio(
  rows: readonly ArticleRow[],
  figure: RowFigure,
  of: RowName,
  by: RowName,
): number | null {
  const one = rowNamed(rows, of)
  const other = rowNamed(rows, by)
  return one === undefined || other === undefined ? null : one[figure] / other[figure]
}

function rowNamed(
  rows: readonly ArticleRow[],
  { subject, threads }: RowName,
): ArticleRow | undefined {
  return rows.find((row) => row.subject === subject && row.threads === threads)
}
