/** One contestant's figure by another's, from the rows that were measured. */
import type { ArticleRow } from './article.ts'

export type RowName = Pick<ArticleRow, 'subject' | 'threads'>
/** What a row tells, if it does. */
export type RowValue = (row: ArticleRow) => number | null | undefined

/** Null if one of the two was not measured, or there is nothing to divide by. */
export function ratio(
  rows: readonly ArticleRow[],
  of: RowName,
  by: RowName,
  value: RowValue,
): number | null {
  const one = told(rows, of, value)
  const other = told(rows, by, value)
  return one === undefined || other === undefined || other === 0 ? null : one / other
}

function told(
  rows: readonly ArticleRow[],
  { subject, threads }: RowName,
  value: RowValue,
): number | undefined {
  const row = rows.find((each) => each.subject === subject && each.threads === threads)
  return row === undefined ? undefined : (value(row) ?? undefined)
}
