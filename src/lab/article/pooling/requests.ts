/** Requests whose buffers are new each time, or come from a pool. */
import { type Crew, withCrew } from '../../../experiments/threads/crew.ts'
import { StartLine } from '../../../experiments/threads/start-line.ts'
import { collections } from '../../runner/together.ts'
import type { ArticleRow, Comparison, Conditions } from '../article.ts'
import { compared } from '../compared.ts'
import { distribution } from '../distribution.ts'
import type { Runs, TurnOptions } from '../in-turns.ts'
import { medianRun } from '../median-run.ts'
import type { BufferSource, RequestsAnswer, RequestsTask } from './requests.worker.ts'

export interface RequestsScale extends TurnOptions {
  /** Of each thread. */
  readonly requests: number
  readonly threads: number
}

interface Entry {
  readonly subject: string
  readonly from: BufferSource
  readonly source: string
}

export type RequestRuns = Runs<Entry, readonly RequestsAnswer[]>

const WORKER = 'dist/lab/article/pooling/requests.worker.js'
const ZEROED: Entry = { subject: 'Buffer.alloc', from: 'zeroed', source: WORKER }
const FRESH: Entry = { subject: 'Buffer.allocUnsafe', from: 'fresh', source: WORKER }
const POOL: Entry = {
  subject: 'pool of buffers',
  from: 'pool',
  source: 'dist/lab/article/pooling/buffer-pool.js',
}
const ENTRIES = [ZEROED, FRESH, POOL]

export async function runRequests(
  runs: RequestRuns,
  scale: RequestsScale,
  { signal, onProgress }: Conditions,
): Promise<void> {
  const module = new URL('./requests.worker.js', import.meta.url)
  const { requests, threads } = scale
  await runs.inTurns(ENTRIES, scale, ({ subject, from }, round) => {
    onProgress(`requests, ${subject}, round ${round + 1}`)
    const line = new StartLine(threads).buffer
    const tasks = Array.from({ length: threads }, (_, thread) => ({
      ...{ from, requests, thread, threads, line },
    }))
    // New threads each time: what one leaves behind is not collected in the next one's time.
    return withCrew({ module, size: threads, signal }, (crew: Crew<RequestsTask, RequestsAnswer>) =>
      crew.ask(tasks),
    )
  })
}

export function requestRows(runs: RequestRuns, threads: number): readonly ArticleRow[] {
  return ENTRIES.flatMap((entry) => {
    const answers = medianRun(runs.of(entry), pauseMs)
    if (answers === undefined) return []
    const sum = (value: (answer: RequestsAnswer) => number): number =>
      answers.reduce((all, answer) => all + value(answer), 0)
    const latencies = runs.of(entry).flatMap((run) => run.map((answer) => answer.latencies))
    return {
      subject: entry.subject,
      threads,
      opsPerMs: sum(({ operations }) => operations) / Math.max(...answers.map(({ ms }) => ms)),
      ...distribution(latencies),
      gc: collections(answers.map(({ pauses }) => pauses)),
      peakBytes: sum(({ peakBytes }) => peakBytes),
      figures: {
        gcPauseMs: pauseMs(answers),
        reusePercent: (sum(({ reuseRate }) => reuseRate) / threads) * 100,
      },
      source: entry.source,
    }
  })
}

export function requestComparisons(
  rows: readonly ArticleRow[],
  threads: number,
): readonly Comparison[] {
  const reuse = rows.find(({ subject }) => subject === POOL.subject)?.figures.reusePercent
  const fresh = [ZEROED, FRESH].flatMap(({ subject }) => {
    const pair = { of: { subject: POOL.subject, threads }, by: { subject, threads } }
    const words = `${POOL.subject} / ${subject}`
    return [
      compared(rows, pair, `GC pause time, ${words}`, 1 - 0.58, (row) => row.gc?.totalMs),
      compared(rows, pair, `GC count, ${words}`, null, (row) => row.gc?.count),
      compared(rows, pair, `throughput, ${words}`, null, ({ opsPerMs }) => opsPerMs),
    ]
  })
  return [
    ...fresh,
    {
      figure: 'buffers used again, of all taken from the pool',
      article: 0.93,
      ours: reuse === undefined ? null : reuse / 100,
    },
  ]
}

function pauseMs(answers: readonly RequestsAnswer[]): number {
  return answers.reduce((sum, { pauses }) => sum + pauses.totalMs, 0)
}
