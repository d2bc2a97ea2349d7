/** The distribution of latencies of each subject. */
import { microseconds } from '../../columns.ts'
import type { LatencyPoint } from '../../row.ts'
import type { Figure } from '../page.ts'
import { type ChartRow, namesOf, viewsOf } from './chart-row.ts'

const DIGITS = 4

/** Undefined if no row has a distribution. */
export function latencyFigure(rows: readonly ChartRow[]): Figure | undefined {
  const drawn = rows.filter(({ latencies }) => latencies.length > 1)
  if (drawn.length === 0) return undefined
  const views = viewsOf(drawn, ({ latencies }, series) => ({
    ...series,
    points: latencies.map(rounded),
  }))
  return {
    id: 'latency-chart',
    title: 'Latency',
    caption:
      'How long operations took at most, by percentile. Both axes are logarithmic: each step to the right is a tenth as many operations, the slowest ones. Lower is better.',
    summary: summary(drawn),
    chart: { kind: 'latency', views },
  }
}

function rounded([percentile, us]: LatencyPoint): LatencyPoint {
  return [percentile, Number(us.toPrecision(DIGITS))]
}

function summary(rows: readonly ChartRow[]): string {
  const nameOf = namesOf(rows)
  const words = rows
    .toSorted((a, b) => a.p99Us - b.p99Us)
    .map((row) => `${nameOf(row)} ${microseconds(row.p99Us)}`)
  return `P99 in microseconds, from the lowest: ${words.join('; ')}.`
}
