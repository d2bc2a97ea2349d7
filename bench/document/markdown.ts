/** What the lab and the benchmark found, as tables of a document. */
import type { ArticleReport, ArticleRow } from '../../dist/lab/article/article.js'
import type { LabReport, Machine, Measured, Row } from '../../dist/lab/report/row.js'
import type { Row as BenchRow } from '../report.ts'

type Report = LabReport | ArticleReport

/** The tables of one report, below the command that made it. */
export function labSection(command: string, report: Report): string {
  const parts =
    'comparisons' in report
      ? [contestants(report.rows), comparisons(report)]
      : [subjects(report.rows), others(report.rows)]
  const text = [`\`${command}\``, ...parts.filter((part) => part !== '')].join('\n\n')
  return report.interrupted ? `${text}\n\nInterrupted: these are partial results.` : text
}

export function benchSection(command: string, rows: readonly BenchRow[]): string {
  return [
    `\`${command}\``,
    table(
      ['Case', 'ns, all threads together', "Rival's ns", 'Ratio', 'At most'],
      rows.map((row) => [
        row.case,
        ...[row.oursNs, row.rivalNs, row.ratio].map(short),
        row.target === null ? '' : `${row.target}`,
      ]),
    ),
  ].join('\n\n')
}

export function machineOf({ cpu, cores, memoryBytes, os, node }: Machine): string {
  return `${cpu}, ${cores} cores, ${Math.round(memoryBytes / 2 ** 30)} GiB, ${os}, Node ${node}`
}

function subjects(rows: readonly Row[]): string {
  const measured = rows.filter((row): row is Measured => 'opsPerMs' in row)
  return table(
    ['Subject', 'Threads', 'Keys', 'Ops/ms', 'P50 us', 'P99 us', 'P99.9 us', 'max us'].concat([
      ...['GC ms', 'heap MB', 'process MB'],
    ]),
    measured.map((row) => [
      row.subject,
      `${row.threads}`,
      grouped(row.keys),
      short(row.opsPerMs),
      ...[row.p50Us, row.p99Us, row.p999Us, row.maxUs].map(short),
      short(row.gc.totalMs),
      ...[row.heapPeakBytes, row.rssPeakBytes].map(megabytes),
    ]),
  )
}

function others(rows: readonly Row[]): string {
  return rows
    .flatMap((row) => {
      if ('missing' in row) return [`Missing: ${row.missing}.`]
      return 'failed' in row ? [`Failed: ${row.subject}, ${row.failed}.`] : []
    })
    .join(' ')
}

function contestants(rows: readonly ArticleRow[]): string {
  return table(
    ['Subject', 'Threads', 'Ops/ms', 'P50 us', 'P99 us', 'P99.99 us', 'max us', 'GCs', 'peak MB'],
    rows.map((row) => [
      row.subject,
      `${row.threads}`,
      short(row.opsPerMs),
      ...[row.p50Us, row.p99Us, row.p9999Us, row.maxUs].map(short),
      row.gc === null ? '' : `${row.gc.count}`,
      row.peakBytes === null ? '' : megabytes(row.peakBytes),
    ]),
  )
}

function comparisons({ comparisons: all }: ArticleReport): string {
  return table(
    ['Ratio', 'The article', 'Here'],
    all.map(({ figure, article, ours }) => [figure, ratio(article), ratio(ours)]),
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'))
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function ratio(value: number | null): string {
  return value === null ? '' : `${short(value)}x`
}

/** Three digits. */
function short(value: number): string {
  return value < 100 ? `${Number(value.toPrecision(3))}` : grouped(Math.round(value))
}

function megabytes(bytes: number): string {
  return grouped(Math.round(bytes / 2 ** 20))
}

function grouped(value: number): string {
  return value.toLocaleString('en-US')
}
