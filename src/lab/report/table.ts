/** A report for people: one table of what callers see, one of what it takes. */

import { DEFAULT_OPTIONS, type SubjectOptions } from '../subjects/options.ts'
import { mixText } from '../workload/parse.ts'
import { aligned, type Cells, grouped, megabytes, microseconds } from './columns.ts'
import { machineLine } from './machine.ts'
import type { LabReport, Measured, Row } from './row.ts'

const SPEED = [
  ...['subject', 'threads', 'keys', 'ops/ms', 'P50 us', 'P99 us', 'P99.9 us', 'P99.99 us'],
  ...['max us', 'missed'],
]
const COST = [
  ...['subject', 'threads', 'keys', 'GCs', 'GC ms', 'longest', 'heap MB', 'used MB'],
  ...['memory MB', 'RSS MB', 'waits', 'retries', 'near'],
]

export function labTable(report: LabReport): string {
  const measured = report.rows.filter((row) => 'opsPerMs' in row)
  const others = report.rows.flatMap(otherLine)
  const tables =
    measured.length === 0
      ? ['nothing was measured']
      : [aligned([SPEED, ...measured.map(speedCells)]), aligned([COST, ...measured.map(costCells)])]
  return [
    [workloadLine(report), machineLine(report.machine), costLine(report)].join('\n'),
    ...tables,
    ...(others.length > 0 ? [others.join('\n')] : []),
    ...(report.interrupted ? ['interrupted: these are partial results'] : []),
  ].join('\n\n')
}

function speedCells(row: Measured): Cells {
  return [
    row.interrupted ? `${row.subject} (interrupted)` : row.subject,
    `${row.threads}`,
    grouped(row.keys),
    grouped(Math.round(row.opsPerMs)),
    ...[row.p50Us, row.p99Us, row.p999Us, row.p9999Us, row.maxUs].map(microseconds),
    grouped(row.missed),
  ]
}

function costCells(row: Measured): Cells {
  return [
    row.subject,
    `${row.threads}`,
    grouped(row.keys),
    grouped(row.gc.count),
    row.gc.totalMs.toFixed(1),
    row.gc.longestMs.toFixed(1),
    ...[row.heapPeakBytes, row.usedBytes, row.committedBytes, row.rssPeakBytes].map((bytes) =>
      bytes === null ? '-' : megabytes(bytes),
    ),
    ...[row.lockWaits, row.retries].map((count) => (count === null ? '-' : grouped(count))),
    row.nearHitRate === null ? '-' : `${Math.round(row.nearHitRate * 100)} %`,
  ]
}

function otherLine(row: Row): string[] {
  const what = `${row.subject}, ${row.threads} threads, ${grouped(row.keys)} keys`
  if ('missing' in row) return [`missing: ${row.missing}`]
  return 'failed' in row ? [`failed: ${what}: ${row.failed}`] : []
}

/** What is measured, in a line. */
export function workloadLine({
  preset,
  workload,
  options = DEFAULT_OPTIONS,
}: Pick<LabReport, 'preset' | 'workload'> & Partial<Pick<LabReport, 'options'>>): string {
  const { keyBytes, valueBytes, distribution, hot, mix, thinkUs, rate, seconds } = workload
  return [
    ...(preset === null ? [] : [preset]),
    `keys of ${keyBytes} bytes, values of ${valueBytes}`,
    distribution === 'hot'
      ? `${hot.operations} % of operations on ${hot.keys} % of keys`
      : distribution,
    mixText(mix),
    rate === undefined ? 'closed loop' : `open loop, ${grouped(rate)} ops/s`,
    ...(thinkUs > 0 ? [`${thinkUs} us to think`] : []),
    `${seconds} s`,
    ...optionWords(options),
  ].join('; ')
}

/** Nothing where SharedMap's defaults are measured. */
export function optionWords({ nearCache, shards }: SubjectOptions): string[] {
  return [
    ...(nearCache === null ? [] : [nearCacheWords(nearCache)]),
    ...(shards === null ? [] : [`${grouped(shards)} shards`]),
  ]
}

function nearCacheWords(values: number): string {
  return values === 0 ? 'no near cache' : `near caches of ${grouped(values)} values`
}

function costLine({ overheadNs, clockNs }: LabReport): string {
  if (overheadNs === null || clockNs === null) return 'the cost of measuring: not measured'
  return `the lab itself: ${Math.round(overheadNs)} ns an operation, ${Math.round(clockNs)} ns of them within each latency`
}
