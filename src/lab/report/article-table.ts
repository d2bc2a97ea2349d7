/** One of the article's experiments for people: what was measured, and the article's ratios beside ours. */
import type { ArticleReport, ArticleRow, Comparison } from '../article/article.ts'
import {
  aligned,
  type Cells,
  figure,
  grouped,
  megabytes,
  microseconds,
  throughput,
} from './columns.ts'
import { machineLine } from './machine.ts'

const MEASURED = [
  ...['subject', 'threads', 'ops/ms', 'P50 us', 'P99 us', 'P99.99 us', 'max us', 'GCs', 'GC ms'],
  ...['peak MB'],
]
const COMPARED = ['ratio', 'article', 'ours']

export function articleTable(report: ArticleReport): string {
  const { preset, machine, rows, comparisons, notes, failures, interrupted } = report
  return [
    [preset, machineLine(machine)].join('\n'),
    rows.length === 0 ? 'nothing was measured' : aligned([MEASURED, ...rows.map(measuredCells)]),
    ...figuresLines(rows),
    ...(comparisons.length === 0 ? [] : [aligned([COMPARED, ...comparisons.map(comparedCells)])]),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
    ...(failures.length === 0 ? [] : [failures.map((failure) => `failed: ${failure}`).join('\n')]),
    ...(interrupted ? ['interrupted: these are partial results'] : []),
  ].join('\n\n')
}

function measuredCells(row: ArticleRow): Cells {
  const { subject, threads, opsPerMs, p50Us, p99Us, p9999Us, maxUs, gc, peakBytes } = row
  return [
    subject,
    `${threads}`,
    throughput(opsPerMs),
    ...[p50Us, p99Us, p9999Us, maxUs].map(microseconds),
    gc === null ? '-' : grouped(gc.count),
    gc === null ? '-' : gc.totalMs.toFixed(1),
    peakBytes === null ? '-' : megabytes(peakBytes),
  ]
}

/** What only this experiment measures, and where each contestant's code is. */
function figuresLines(rows: readonly ArticleRow[]): string[] {
  const lines = rows.map(({ subject, threads, figures, source }) => {
    const words = Object.entries(figures).map(([name, value]) => `${name} ${figure(value)}`)
    return [`${subject}, ${threads} threads: ${source}`, ...words].join('; ')
  })
  return lines.length === 0 ? [] : [lines.join('\n')]
}

function comparedCells({ figure: name, article, ours }: Comparison): Cells {
  return [name, article === null ? '-' : times(article), ours === null ? '-' : times(ours)]
}

function times(ratio: number): string {
  return `${figure(ratio)}x`
}
