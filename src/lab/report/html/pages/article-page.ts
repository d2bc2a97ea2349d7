/** One of the article's experiments as a page. */
import type { ArticleReport, ArticleRow, Comparison } from '../../../article/article.ts'
import { figure, grouped, megabytes, microseconds, throughput } from '../../columns.ts'
import { throughputBars } from '../charts/bars.ts'
import { type ChartRow, isEachOnce } from '../charts/chart-row.ts'
import { latencyFigure } from '../charts/latency.ts'
import { pauseFigure } from '../charts/pauses.ts'
import { scalingFigures } from '../charts/scaling.ts'
import { html, type Markup } from '../markup.ts'
import { milliseconds, ratio } from '../numbers.ts'
import type { Page, Section, Warning } from '../page.ts'
import { sourceList } from '../source-list.ts'
import { type Column, table } from '../table.ts'
import { INTERRUPTED, isPresent, section } from './parts.ts'

/** `summary` is the experiment in one line; `sources` has the text of those of its files that are there. */
export interface ArticleContext {
  readonly summary: string | undefined
  readonly sources: ReadonlyMap<string, string>
}

export function articlePage(report: ArticleReport, context: ArticleContext): Page {
  const { preset, failures, interrupted } = report
  return {
    kind: 'Experiment',
    title: `The experiment “${preset}”`,
    lead: [
      ...(context.summary === undefined ? [] : [`${sentence(context.summary)}`]),
      'One of the experiments of the article on maps that selvedge comes from, made again. The article’s machine is not known, so its ratios stand beside ours, and not its figures.',
    ],
    facts: [],
    warnings: [
      ...(interrupted ? [INTERRUPTED] : []),
      ...failures.map((text): Warning => ({ kind: 'failed', text })),
    ],
    sections: sections(report, context),
  }
}

function sentence(words: string): string {
  const [first = '', ...rest] = words
  const text = first.toUpperCase() + rest.join('')
  return /[.!?]$/.test(text) ? text : `${text}.`
}

function sections(report: ArticleReport, { sources }: ArticleContext): readonly Section[] {
  const { rows, comparisons, notes } = report
  const charted = rows.map(chartRow)
  const scaling = scalingFigures(charted)
  return [
    section(
      'comparison',
      'The article’s ratios beside ours',
      comparisons.length === 0 ? undefined : comparisonTable(comparisons),
    ),
    section('notes', 'Notes', notes.length === 0 ? undefined : noteList(notes)),
    section('latency', 'Latency', latencyFigure(charted)),
    section('throughput', 'Throughput', rows.length === 0 ? undefined : throughputBars(charted)),
    section('scaling', 'Scaling', ...scaling),
    section('collections', 'Garbage collections', pauseFigure(charted)),
    section('figures', 'Figures', ...figureTables(rows)),
    section('sources', 'Contestants', rows.length === 0 ? undefined : sourceList(rows, sources)),
  ].filter(isPresent)
}

/** The number of keys is the experiment's own affair. */
function chartRow({ subject, threads, opsPerMs, p99Us, latencies, gc }: ArticleRow): ChartRow {
  return { subject, threads, keys: null, opsPerMs, p99Us, latencies, gc }
}

function noteList(notes: readonly string[]): Markup {
  return html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`
}

function comparisonTable(comparisons: readonly Comparison[]): Markup {
  const columns: readonly Column<Comparison>[] = [
    { head: 'Article', of: ({ article }) => article, text: ratio, isKept: true },
    { head: 'Ours', of: ({ ours }) => ours, text: ratio, isKept: true },
  ]
  return table(
    {
      caption: 'Ratios of two contestants',
      subject: 'Ratio',
      nameOf: ({ figure: name }) => name,
      columns,
      isComparable: false,
    },
    comparisons,
  )
}

function figureTables(rows: readonly ArticleRow[]): readonly Markup[] {
  if (rows.length === 0) return []
  const isComparable = isEachOnce(rows)
  const common = {
    subject: 'Contestant',
    nameOf: ({ subject }: ArticleRow) => subject,
    isComparable,
  }
  const own = ownColumns(rows)
  return [
    table({ ...common, caption: 'What was measured', columns: MEASURED }, rows),
    ...(own.length === 0
      ? []
      : [table({ ...common, caption: 'Of this experiment alone', columns: own }, rows)]),
  ]
}

/** What only this experiment measures. */
function ownColumns(rows: readonly ArticleRow[]): readonly Column<ArticleRow>[] {
  const names = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))]
  const columns = names.map((head) => ({
    head,
    of: ({ figures }: ArticleRow) => figures[head] ?? null,
    text: figure,
  }))
  return columns.length === 0 ? [] : [THREADS, ...columns]
}

const THREADS: Column<ArticleRow> = {
  head: 'Threads',
  of: ({ threads }) => threads,
  text: (threads) => grouped(threads),
}

const MEASURED: readonly Column<ArticleRow>[] = [
  THREADS,
  { head: 'ops/ms', of: (row) => row.opsPerMs, text: throughput, best: 'highest' },
  { head: 'P50 µs', of: (row) => row.p50Us, text: microseconds, best: 'lowest' },
  { head: 'P99 µs', of: (row) => row.p99Us, text: microseconds, best: 'lowest' },
  { head: 'P99.99 µs', of: (row) => row.p9999Us, text: microseconds, best: 'lowest' },
  { head: 'Max µs', of: (row) => row.maxUs, text: microseconds, best: 'lowest' },
  { head: 'GCs', of: ({ gc }) => gc?.count ?? null, text: grouped, best: 'lowest' },
  { head: 'GC ms', of: ({ gc }) => gc?.totalMs ?? null, text: milliseconds, best: 'lowest' },
  { head: 'Longest ms', of: ({ gc }) => gc?.longestMs ?? null, text: milliseconds, best: 'lowest' },
  { head: 'Peak MB', of: ({ peakBytes }) => peakBytes, text: megabytes, best: 'lowest' },
]
