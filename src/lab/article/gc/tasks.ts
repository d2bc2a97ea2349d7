/** The article's table: 10 k tasks that add values of 128 bytes, with each form of the map. */
import { type Form, type FormRun, runForm, THREADS } from '../../../experiments/gc/forms.ts'
import { collections } from '../../runner/together.ts'
import type { ArticleRow, Comparison, Conditions } from '../article.ts'
import { compared } from '../compared.ts'
import { distribution } from '../distribution.ts'
import type { Runs, TurnOptions } from '../in-turns.ts'
import { medianRun } from '../median-run.ts'
import { strategySource } from '../strategy-source.ts'
import { collectedFigures } from './collected-figures.ts'

interface Entry {
  readonly subject: string
  readonly form: Form
  readonly source: string
}

const MAP: Entry = {
  subject: 'Map in each thread',
  form: 'map',
  source: 'dist/experiments/gc/gc.worker.js',
}
const OWNER: Entry = {
  subject: 'Map of an owner thread',
  form: 'owner',
  source: 'dist/experiments/gc/owner.worker.js',
}
const SYNC_MAP = entryOf('sync-map')
const LOCK_FREE = entryOf('lock-free')
const ENTRIES = [MAP, OWNER, SYNC_MAP, LOCK_FREE]

export type TaskRuns = Runs<Entry, FormRun>

export interface TaskScale extends TurnOptions {
  /** Of all threads. */
  readonly tasks: number
}

function entryOf(form: 'sync-map' | 'lock-free'): Entry {
  return { subject: form, form, source: strategySource(form) }
}

export async function runTasks(
  runs: TaskRuns,
  scale: TaskScale,
  { signal, onProgress }: Conditions,
): Promise<void> {
  await runs.inTurns(ENTRIES, scale, ({ subject, form }, round) => {
    onProgress(`${subject}: tasks, round ${round + 1}`)
    return runForm(form, signal, scale.tasks)
  })
}

export function taskRows(runs: TaskRuns): readonly ArticleRow[] {
  return ENTRIES.flatMap((entry) => {
    const run = medianRun(runs.of(entry), totalMs)
    if (run === undefined) return []
    const { threads, watched } = run
    const ms = msOf(run)
    return {
      subject: entry.subject,
      threads: THREADS,
      opsPerMs: threads.reduce((sum, { operations }) => sum + operations, 0) / ms,
      ...distribution(runs.of(entry).flatMap((each) => each.threads.map((one) => one.latencies))),
      gc: collections(watched.map(({ pauses }) => pauses)),
      peakBytes: peakBytes(run),
      figures: { ...figures(run) },
      source: entry.source,
    }
  })
}

/** Of the article's plain map with a lock there is no twin here: both forms that take its place are compared. */
export function taskComparisons(rows: readonly ArticleRow[]): readonly Comparison[] {
  return [MAP, OWNER].flatMap((base) => [
    ...ratios(rows, SYNC_MAP, base, { pause: 2.96 / 0.82, count: 17 / 12, peak: 689 / 412 }),
    ...ratios(rows, LOCK_FREE, base, { pause: null, count: null, peak: null }),
  ])
}

function ratios(
  rows: readonly ArticleRow[],
  one: Entry,
  other: Entry,
  article: Record<'pause' | 'count' | 'peak', number | null>,
): readonly Comparison[] {
  const pair = {
    of: { subject: one.subject, threads: THREADS },
    by: { subject: other.subject, threads: THREADS },
  }
  const words = `${one.subject} / ${other.subject}`
  return [
    compared(
      rows,
      pair,
      `mean GC pause, ${words}`,
      article.pause,
      (row) => row.figures.meanPauseMs,
    ),
    compared(
      rows,
      pair,
      `GC count in 10 s, ${words}`,
      article.count,
      (row) => row.figures.collectionsIn10s,
    ),
    compared(rows, pair, `GC pause time in all, ${words}`, null, (row) => row.gc?.totalMs),
    compared(rows, pair, `memory peak, ${words}`, article.peak, (row) => row.peakBytes),
  ]
}

function figures(run: FormRun): ReturnType<typeof collectedFigures> {
  return collectedFigures(
    run.watched.map(({ pauses }) => pauses),
    msOf(run),
  )
}

function msOf({ threads }: FormRun): number {
  return Math.max(...threads.map(({ ms }) => ms))
}

function totalMs({ watched }: FormRun): number {
  return watched.reduce((sum, { pauses }) => sum + pauses.totalMs, 0)
}

function peakBytes({ watched, sharedBytes }: FormRun): number {
  return watched.reduce((sum, { heapPeak }) => sum + heapPeak, sharedBytes)
}
