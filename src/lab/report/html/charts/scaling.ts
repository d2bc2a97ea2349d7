/** What more keys, or more threads, do to each subject: for reports whose rows differ in one of them. */
import { figure as rounded } from '../../columns.ts'
import type { ScalingChart } from '../chart.ts'
import type { Figure } from '../page.ts'
import { type ChartRow, coloursOf, isEachOnce } from './chart-row.ts'

/** Throughput and P99; none if rows differ in neither keys nor threads, or in both. */
export function scalingFigures(rows: readonly ChartRow[]): readonly Figure[] {
  const along = varies(rows)
  if (along === undefined) return []
  return [
    figure(rows, along, 'operations in a millisecond', 'Throughput', 'Higher is better.'),
    figure(rows, along, 'P99 in microseconds', 'P99', 'Lower is better.'),
  ]
}

/** Only where the same subject was measured at several sizes: others merely have threads of different numbers. */
function varies(rows: readonly ChartRow[]): ScalingChart['along'] | undefined {
  if (isEachOnce(rows)) return undefined
  const [keys, threads] = [sizes(rows, 'keys'), sizes(rows, 'threads')]
  if (keys > 1 && threads === 1) return 'keys'
  return threads > 1 && keys === 1 ? 'threads' : undefined
}

function sizes(rows: readonly ChartRow[], along: ScalingChart['along']): number {
  return new Set(rows.map((row) => row[along])).size
}

function figure(
  rows: readonly ChartRow[],
  along: ScalingChart['along'],
  what: ScalingChart['figure'],
  title: string,
  reading: string,
): Figure {
  const isThroughput = what === 'operations in a millisecond'
  const series = [...coloursOf(rows)].map(([name, colour]) => ({
    name,
    colour,
    points: rows
      .filter(({ subject }) => subject === name)
      .map((row) => [row[along] ?? 0, isThroughput ? row.opsPerMs : row.p99Us] as const)
      .toSorted(([a], [b]) => a - b),
  }))
  return {
    id: isThroughput ? 'scaling-throughput' : 'scaling-latency',
    title: `${title} by ${along}`,
    caption: `${isThroughput ? 'Operations of all threads in a millisecond' : 'Microseconds in which 99 % of the operations ended'}. ${reading}`,
    summary: series.map(({ name, points }) => `${name}: ${inWords(points, along)}.`).join(' '),
    chart: { kind: 'scaling', along, figure: what, series },
  }
}

function inWords(points: readonly (readonly [number, number])[], along: string): string {
  return points
    .map(([size, value]) => `${rounded(value)} at ${size.toLocaleString('en-US')} ${along}`)
    .join(', ')
}
