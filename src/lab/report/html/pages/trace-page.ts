/** A replayed trace as a page. */
import { basename } from 'node:path'
import type { TraceReport, TraceRow } from '../../../trace/compare.ts'
import { grouped } from '../../columns.ts'
import { throughputBars } from '../charts/bars.ts'
import type { ChartRow } from '../charts/chart-row.ts'
import { latencyFigure } from '../charts/latency.ts'
import { percent } from '../numbers.ts'
import type { Page, Warning } from '../page.ts'
import { type Column, table } from '../table.ts'
import { INTERRUPTED, isPresent, optionFacts, section } from './parts.ts'
import { SPEED_COLUMNS } from './speed-columns.ts'

export function tracePage({ trace, options, rows, interrupted }: TraceReport): Page {
  const measured = rows.filter(({ lines }) => lines > 0)
  const charted = measured.map(chartRow)
  return {
    kind: 'Trace',
    title: `The trace ${basename(trace.path)}`,
    lead: [
      `${grouped(trace.lines)} operations, replayed into a map of each strategy as fast as it goes. One thread reads them and deals them out by the hash of their keys.`,
      'Throughput counts the time of reading too: where threads were idle most of the time, reading was the limit, and not the map.',
    ],
    facts: [{ name: 'Trace', value: trace.path }, ...optionFacts(options)],
    warnings: [...(interrupted ? [INTERRUPTED] : []), ...skipped(trace.bad)],
    sections:
      measured.length === 0
        ? []
        : [
            section('latency', 'Latency', latencyFigure(charted)),
            section('throughput', 'Throughput', throughputBars(charted)),
            section('figures', 'Figures', ...tables(measured)),
          ].filter(isPresent),
  }
}

function skipped(bad: number): Warning[] {
  return bad === 0
    ? []
    : [{ kind: 'skipped', text: `${grouped(bad)} malformed lines, which are in no figure.` }]
}

/** A replay has some percentiles, and no more of the distribution. */
function chartRow(row: TraceRow): ChartRow {
  const { subject, opsPerMs, p50Us, p99Us, p999Us, p9999Us, maxUs } = row
  const latencies = [
    [50, p50Us],
    [99, p99Us],
    [99.9, p999Us],
    [99.99, p9999Us],
    [100, maxUs],
  ] as const
  return { subject, threads: 0, keys: null, opsPerMs, p99Us, latencies, gc: null }
}

function tables(rows: readonly TraceRow[]) {
  const common = {
    subject: 'Strategy',
    nameOf: ({ subject, interrupted }: TraceRow): string =>
      interrupted ? `${subject} (interrupted)` : subject,
    isComparable: true,
  }
  return [
    table({ ...common, caption: 'What callers see', columns: SPEED }, rows),
    table({ ...common, caption: 'What was replayed', columns: REPLAYED }, rows),
  ]
}

const SPEED: readonly Column<TraceRow>[] = [
  ...SPEED_COLUMNS,
  { head: 'Idle', of: (row) => row.idle, text: percent },
]

const REPLAYED: readonly Column<TraceRow>[] = [
  { head: 'Lines', of: (row) => row.lines, text: grouped },
  { head: 'Gets', of: (row) => row.gets, text: grouped },
  { head: 'Sets', of: (row) => row.sets, text: grouped },
  { head: 'Deletes', of: (row) => row.deletes, text: grouped },
  { head: 'Hits', of: (row) => row.hits, text: grouped },
  { head: 'Misses', of: (row) => row.misses, text: grouped },
  { head: 'Fills', of: (row) => row.fills, text: grouped },
]
