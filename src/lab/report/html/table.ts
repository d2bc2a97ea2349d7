/** A table of figures: a row for each subject, numbers to the right, the best of each column marked. */
import { html, type Markup } from './markup.ts'

export interface Column<Row> {
  readonly head: string
  readonly of: (row: Row) => number | null
  readonly text: (value: number) => string
  /** Which value is the best; none is, where figures only tell. */
  readonly best?: 'lowest' | 'highest'
  /** Even if it has nothing: that is worth knowing. */
  readonly isKept?: true
}

export interface Table<Row> {
  readonly caption: string
  /** What the first column has. */
  readonly subject: string
  readonly nameOf: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  /** Whether rows are of one load, so that one may be called the best. */
  readonly isComparable: boolean
}

export function table<Row>(
  { caption, subject, nameOf, columns: all, isComparable }: Table<Row>,
  rows: readonly Row[],
): Markup {
  const columns = all.filter(
    (column) => column.isKept || rows.some((row) => column.of(row) !== null),
  )
  const bests = columns.map((column) => (isComparable ? bestOf(column, rows) : undefined))
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
<table data-sortable>
<caption>${caption}</caption>
<thead><tr><th scope="col">${subject}</th>${columns.map(({ head }) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr><th scope="row">${nameOf(row)}</th>${columns.map((column, at) =>
    cell(column, row, bests[at]),
  )}</tr>
`,
)}</tbody>
</table>
</div>`
}

function cell<Row>({ of, text }: Column<Row>, row: Row, best: number | undefined): Markup {
  const value = of(row)
  if (value === null) return html`<td>–</td>`
  const words = value === best ? html`<strong>${text(value)}</strong>` : text(value)
  return html`<td data-value="${value}">${words}</td>`
}

/** Undefined if all are the same. */
function bestOf<Row>({ of, best }: Column<Row>, rows: readonly Row[]): number | undefined {
  if (best === undefined) return undefined
  const values = rows.flatMap((row) => of(row) ?? [])
  if (new Set(values).size < 2) return undefined
  return best === 'lowest' ? Math.min(...values) : Math.max(...values)
}
