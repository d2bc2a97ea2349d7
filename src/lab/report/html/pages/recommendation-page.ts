/** What `--recommend` found out, as a page: the advice first, then the figures behind it. */
import { basename } from 'node:path'
import { setupName, speed } from '../../../recommend/recommendation.ts'
import type { Recommendation, RecommendReport, TraceFacts } from '../../../recommend/report.ts'
import type { SetupRow } from '../../../recommend/row.ts'
import { grouped, megabytes, microseconds } from '../../columns.ts'
import { snippet } from '../../recommendation-table.ts'
import { throughputBars } from '../charts/bars.ts'
import type { ChartRow } from '../charts/chart-row.ts'
import { html, type Markup } from '../markup.ts'
import { milliseconds, percent } from '../numbers.ts'
import type { Page, Warning } from '../page.ts'
import { type Column, table } from '../table.ts'
import { INTERRUPTED, isPresent, section } from './parts.ts'
import { workloadInWords } from './workload-words.ts'

export function recommendationPage(report: RecommendReport): Page {
  const { threads, rows, recommendation } = report
  return {
    kind: 'Recommendation',
    title: recommendation === null ? 'No recommendation' : titleOf(recommendation),
    lead:
      'trace' in report
        ? traceInWords(report.trace, threads)
        : workloadInWords(report.workload, [{ keys: report.workload.keys, threads }]),
    facts: 'trace' in report ? [{ name: 'Trace', value: report.trace.path }] : [],
    warnings: warnings(report),
    sections: [
      section(
        'advice',
        'What to take',
        recommendation === null ? undefined : advice(recommendation),
      ),
      section(
        'throughput',
        'Throughput',
        rows.length === 0 ? undefined : throughputBars(rows.map((row) => chartRow(row, threads))),
      ),
      section('figures', 'Figures', rows.length === 0 ? undefined : setupTable(rows)),
    ].filter(isPresent),
  }
}

function titleOf({ strategy, shards, nearCache }: Recommendation): string {
  return `Take ${setupName({ strategy, shards: strategy === 'sharded' ? shards : null, nearCache })}`
}

function traceInWords(trace: TraceFacts, threads: number): readonly string[] {
  const { path, lines, gets, sets, deletes, distinctKeys, busyKeys, valueBytes, replayed } = trace
  const share = (count: number): string => `${((100 * count) / Math.max(lines, 1)).toFixed(1)} %`
  const about = distinctKeys.isExact ? '' : 'about '
  return [
    `For the trace ${basename(path)}: ${grouped(lines)} lines, of which ${share(gets)} get, ${share(sets)} set, ${share(deletes)} delete; ${about}${grouped(distinctKeys.count)} keys, and 90 % of the lines go to ${grouped(busyKeys)} of them. Values have ${grouped(valueBytes.p50)} bytes at P50, ${grouped(valueBytes.p99)} at P99.`,
    ...(replayed === 0
      ? []
      : [
          `Each run replays the first ${grouped(replayed)} lines from memory, with ${grouped(threads)} ${threads === 1 ? 'thread' : 'threads'}; the first quarter is not measured.`,
        ]),
  ]
}

function warnings(report: RecommendReport): readonly Warning[] {
  const { failed, interrupted } = report
  const bad = 'trace' in report ? report.trace.bad : 0
  return [
    ...(interrupted ? [INTERRUPTED] : []),
    ...failed.map(
      ({ subject, failed: why }): Warning => ({ kind: 'failed', text: `${subject}: ${why}` }),
    ),
    ...(bad === 0
      ? []
      : [
          {
            kind: 'skipped',
            text: `${grouped(bad)} malformed lines, which are in no figure.`,
          } as const,
        ]),
  ]
}

function advice({ options, reasons }: Recommendation): Markup {
  return html`<pre class="command code" tabindex="0" aria-label="The options"><code>${snippet(options)}</code></pre>
<ul class="notes">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`
}

/** Setups have medians of runs, and no distributions. */
function chartRow(row: SetupRow, threads: number): ChartRow {
  const { opsPerMs, p99Us } = row
  return {
    subject: setupName(row),
    family: row.strategy,
    threads,
    keys: null,
    opsPerMs,
    p99Us,
    latencies: [],
    gc: null,
  }
}

function setupTable(rows: readonly SetupRow[]): Markup {
  return table(
    {
      caption: 'Medians of the runs of each setup; between low and high is the middle half',
      subject: 'Setup',
      nameOf: setupName,
      columns: COLUMNS,
      isComparable: true,
    },
    rows,
  )
}

const count = (value: number): string => grouped(Math.round(value))

const COLUMNS: readonly Column<SetupRow>[] = [
  { head: 'ops/ms', of: (row) => row.opsPerMs, text: speed, best: 'highest' },
  { head: 'Low', of: (row) => row.lowOpsPerMs, text: speed },
  { head: 'High', of: (row) => row.highOpsPerMs, text: speed },
  { head: 'Runs', of: (row) => row.runs, text: count },
  { head: 'P50 µs', of: (row) => row.p50Us, text: microseconds, best: 'lowest' },
  { head: 'P99 µs', of: (row) => row.p99Us, text: microseconds, best: 'lowest' },
  { head: 'P99.9 µs', of: (row) => row.p999Us, text: microseconds, best: 'lowest' },
  { head: 'Max µs', of: (row) => row.maxUs, text: microseconds, best: 'lowest' },
  {
    head: 'Near hits',
    of: ({ nearCache, nearHitRate }) => (nearCache === 0 ? null : nearHitRate),
    text: percent,
  },
  { head: 'Lock waits', of: (row) => row.lockWaits, text: count },
  { head: 'Retries', of: (row) => row.retries, text: count },
  { head: 'GC ms', of: (row) => row.gcMs, text: milliseconds, best: 'lowest' },
  { head: 'Heap MB', of: (row) => row.heapBytes, text: megabytes, best: 'lowest' },
  { head: 'Used MB', of: (row) => row.usedBytes, text: megabytes },
]
