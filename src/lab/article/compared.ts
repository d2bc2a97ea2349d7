/** A comparison of two rows by whatever each of them tells. */
import type { ArticleRow, Comparison } from './article.ts'
import { type RowName, type RowValue, ratio } from './ratio.ts'

export interface Pair {
  readonly of: RowName
  readonly by: RowName
}

export function compared(
  rows: readonly ArticleRow[],
  { of, by }: Pair,
  figure: string,
  article: number | null,
  value: RowValue,
): Comparison {
  return { figure, article, ours: ratio(rows, of, by, value) }
}
