/** A replayed trace for people. */
import type { TraceReport, TraceRow } from '../trace/compare.ts'
import { aligned, type Cells, grouped, microseconds } from './columns.ts'
import { optionWords } from './table.ts'

const HEAD = [
  ...['subject', 'ops/ms', 'P50 us', 'P99 us', 'P99.9 us', 'P99.99 us', 'max us'],
  ...['hits', 'misses', 'fills', 'idle'],
]

export function traceTable({ trace, options, rows, interrupted }: TraceReport): string {
  const skipped = trace.bad > 0 ? `, ${grouped(trace.bad)} malformed ones skipped` : ''
  return [
    [`${trace.path}: ${grouped(trace.lines)} lines${skipped}`, ...optionWords(options)].join('; '),
    aligned([HEAD, ...rows.map(cells)]),
    ...(interrupted ? ['interrupted: these are partial results'] : []),
  ].join('\n\n')
}

function cells(row: TraceRow): Cells {
  return [
    row.interrupted ? `${row.subject} (interrupted)` : row.subject,
    grouped(Math.round(row.opsPerMs)),
    ...[row.p50Us, row.p99Us, row.p999Us, row.p9999Us, row.maxUs].map(microseconds),
    ...[row.hits, row.misses, row.fills].map(grouped),
    `${Math.round(row.idle * 100)} %`,
  ]
}
