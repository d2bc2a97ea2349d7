/** A measured workload as a page. */
import { grouped, megabytes } from '../../columns.ts'
import type { LabReport, Measured, Row } from '../../row.ts'
import { throughputBars } from '../charts/bars.ts'
import { isEachOnce } from '../charts/chart-row.ts'
import { latencyFigure } from '../charts/latency.ts'
import { pauseFigure } from '../charts/pauses.ts'
import { scalingFigures } from '../charts/scaling.ts'
import { milliseconds, percent } from '../numbers.ts'
import type { Fact, Page, Section, Warning } from '../page.ts'
import { type Column, table } from '../table.ts'
import { INTERRUPTED, isPresent, optionFacts, section } from './parts.ts'
import { SPEED_COLUMNS } from './speed-columns.ts'
import { workloadInWords } from './workload-words.ts'

export function workloadPage(report: LabReport): Page {
  const { preset, workload, rows, interrupted } = report
  return {
    kind: 'Workload',
    title: preset === null ? 'A workload, measured' : `Workload ${preset}`,
    lead: workloadInWords(workload, rows),
    facts: [...optionFacts(report.options), ...costFacts(report)],
    warnings: [...(interrupted ? [INTERRUPTED] : []), ...rows.flatMap(warnings)],
    sections: sections(rows.filter((row) => 'opsPerMs' in row)),
  }
}

function costFacts({ overheadNs, clockNs }: LabReport): Fact[] {
  if (overheadNs === null || clockNs === null) return []
  const value = `${Math.round(overheadNs)} ns an operation, ${Math.round(clockNs)} ns of them within each latency`
  return [{ name: 'The lab itself', value }]
}

function warnings(row: Row): Warning[] {
  const load = `${row.threads} threads, ${grouped(row.keys)} keys`
  if ('missing' in row) return [{ kind: 'missing', text: `${row.subject}: ${row.missing}` }]
  if ('failed' in row) return [{ kind: 'failed', text: `${row.subject}, ${load}: ${row.failed}` }]
  if (!row.interrupted) return []
  return [{ kind: 'interrupted', text: `${row.subject}, ${load}: cut short` }]
}

function sections(rows: readonly Measured[]): readonly Section[] {
  if (rows.length === 0) return []
  const isComparable = isEachOnce(rows)
  const common = { subject: 'Subject', nameOf, isComparable }
  const scaling = scalingFigures(rows)
  return [
    section('latency', 'Latency', latencyFigure(rows)),
    section('throughput', 'Throughput', throughputBars(rows)),
    ...(scaling.length === 0 ? [] : [section('scaling', 'Scaling', ...scaling)]),
    section('collections', 'Garbage collections', pauseFigure(rows)),
    section(
      'figures',
      'Figures',
      table({ ...common, caption: 'What callers see', columns: [...LOAD, ...SPEED] }, rows),
      table(
        { ...common, caption: 'What it takes', columns: isComparable ? COST : [...LOAD, ...COST] },
        rows,
      ),
    ),
  ].filter(isPresent)
}

function nameOf({ subject, interrupted }: Measured): string {
  return interrupted ? `${subject} (interrupted)` : subject
}

const count = (value: number): string => grouped(value)

const LOAD: readonly Column<Measured>[] = [
  { head: 'Threads', of: ({ threads }) => threads, text: count },
  { head: 'Keys', of: ({ keys }) => keys, text: count },
]

const SPEED: readonly Column<Measured>[] = [
  ...SPEED_COLUMNS,
  { head: 'Operations', of: (row) => row.operations, text: count },
  { head: 'Missed', of: (row) => row.missed, text: count },
]

const COST: readonly Column<Measured>[] = [
  { head: 'GCs', of: ({ gc }) => gc.count, text: count, best: 'lowest' },
  { head: 'GC ms', of: ({ gc }) => gc.totalMs, text: milliseconds, best: 'lowest' },
  { head: 'Longest ms', of: ({ gc }) => gc.longestMs, text: milliseconds, best: 'lowest' },
  { head: 'Heap MB', of: (row) => row.heapPeakBytes, text: megabytes, best: 'lowest' },
  { head: 'Used MB', of: (row) => row.usedBytes, text: megabytes },
  { head: 'Memory MB', of: (row) => row.committedBytes, text: megabytes },
  { head: 'RSS MB', of: (row) => row.rssPeakBytes, text: megabytes, best: 'lowest' },
  { head: 'Lock waits', of: (row) => row.lockWaits, text: count },
  { head: 'Retries', of: (row) => row.retries, text: count },
  { head: 'Near hits', of: (row) => row.nearHitRate, text: percent },
]
