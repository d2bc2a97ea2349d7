/** What charts need of a row, whatever report it is from. */
import type { Collections, LatencyPoint } from '../../row.ts'
import type { Series, View } from '../chart.ts'

export interface ChartRow {
  readonly subject: string
  /** Subjects of one family have one colour; without it, each has its own. */
  readonly family?: string
  readonly threads: number
  /** Null where the report has one number of keys, or none. */
  readonly keys: number | null
  readonly opsPerMs: number
  readonly p99Us: number
  readonly latencies: readonly LatencyPoint[]
  /** Null where collections were not watched. */
  readonly gc: Collections | null
}

/** Of each subject, by the order in which they, or their families, come. */
export function coloursOf(rows: readonly ChartRow[]): ReadonlyMap<string, number> {
  const families = [...new Set(rows.map(familyOf))]
  return new Map(rows.map((row) => [row.subject, families.indexOf(familyOf(row))]))
}

function familyOf({ family, subject }: ChartRow): string {
  return family ?? subject
}

/**
 * One view of all rows, if each subject was measured once, though it be with threads of its own number; else a view for
 * each number of threads and keys.
 */
export function viewsOf<S extends Series>(
  rows: readonly ChartRow[],
  seriesOf: (row: ChartRow, series: Series) => S,
): readonly View<S>[] {
  const colours = coloursOf(rows)
  const series = (row: ChartRow): S =>
    seriesOf(row, { name: row.subject, colour: colours.get(row.subject) ?? 0 })
  if (isEachOnce(rows)) return [{ label: '', series: rows.map(series) }]
  const labels = [...new Set(rows.map(pointLabel))]
  return labels.map((label) => ({
    label,
    series: rows.filter((row) => pointLabel(row) === label).map(series),
  }))
}

/** Subjects by name, and by their load too where one was measured under several. */
export function namesOf(rows: readonly ChartRow[]): (row: ChartRow) => string {
  if (isEachOnce(rows)) return ({ subject }) => subject
  return (row) => `${row.subject}, ${pointLabel(row)}`
}

export function isEachOnce(rows: readonly { readonly subject: string }[]): boolean {
  return new Set(rows.map(({ subject }) => subject)).size === rows.length
}

function pointLabel({ threads, keys }: ChartRow): string {
  const words = `${threads} ${threads === 1 ? 'thread' : 'threads'}`
  return keys === null ? words : `${words}, ${keys.toLocaleString('en-US')} keys`
}
