/** Each garbage collection of each thread, in time. */
import type { Collections } from '../../row.ts'
import type { PauseOfThread } from '../chart.ts'
import type { Figure } from '../page.ts'
import { type ChartRow, namesOf, viewsOf } from './chart-row.ts'

const DIGITS = 5

/** Undefined if no row's collections were watched. */
export function pauseFigure(rows: readonly ChartRow[]): Figure | undefined {
  const drawn = rows.filter(({ gc }) => gc !== null)
  if (drawn.length === 0) return undefined
  const nameOf = namesOf(drawn)
  const views = viewsOf(drawn, ({ gc }, series) => ({ ...series, pauses: pausesOf(gc) }))
  return {
    id: 'pause-chart',
    title: 'Garbage collections',
    caption:
      'A line for each collection of each thread: when it began, and how long the thread stood still. All strips have the same scales.',
    summary: drawn.map((row) => inWords(nameOf(row), row.gc)).join(' '),
    chart: { kind: 'pauses', views },
  }
}

function pausesOf(gc: Collections | null): readonly PauseOfThread[] {
  const threads = gc?.threads ?? []
  return threads
    .flatMap(({ pauses }, at) =>
      pauses.map(([atMs, ms]): PauseOfThread => [rounded(atMs), rounded(ms), at + 1]),
    )
    .toSorted(([a], [b]) => a - b)
}

function rounded(ms: number): number {
  return Number(ms.toPrecision(DIGITS))
}

function inWords(name: string, gc: Collections | null): string {
  if (gc === null || gc.count === 0) return `${name}: no collection.`
  const { count, totalMs, longestMs } = gc
  return `${name}: ${count} collections of ${totalMs.toFixed(1)} ms in all, the longest ${longestMs.toFixed(1)} ms.`
}
