/**
 * The storm whose histories are checked: real threads on one map, round after round. Each operation is recorded with its
 * call and return, and when a round is over it is asked whether what all of them returned is possible at all. The storm
 * of `../storm` knows beforehand what each read has to give; here anything is allowed that some order explains, so any
 * thread may do anything to any key.
 */
import { Worker } from 'node:worker_threads'
import type { CourseMessage, CoursePlan } from './protocol.ts'
import { type HistoryCounts, type HistoryStormReport, HistoryTally } from './report.ts'
import { type HistoryStormOptions, type HistoryStormSettings, settingsFrom } from './settings.ts'

/** A course from which nothing has come for so much longer than a round may take hangs itself: no check takes as long. */
const CHECK_MS = 120_000
const WATCH_MS = 100

/** @throws {OptionError} `ERR_OPTION` */
export async function historyStorm(options: HistoryStormOptions = {}): Promise<HistoryStormReport> {
  const settings = settingsFrom(options)
  const { signal, onRound } = options
  const { seed, workers, operations: total } = settings
  const startedAt = performance.now()
  options.onStart?.(settings)
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const interrupt = (): void => void Atomics.store(stop, 0, 1)
  signal?.addEventListener('abort', interrupt, { once: true })
  if (signal?.aborted === true) interrupt()
  try {
    const counts = await run({ settings, stop }, ({ rounds, operations, violations }) =>
      onRound?.({
        ...{ round: rounds, operations, violations: violations.length },
        total: Math.max(total, operations),
      }),
    )
    const report = { seed, workers, ...counts, ms: performance.now() - startedAt }
    const isCut = signal?.aborted === true && counts.operations < total
    return isCut ? { ...report, interrupted: true } : report
  } finally {
    signal?.removeEventListener('abort', interrupt)
  }
}

/** What the course counted in the end, or had counted when it hung. */
function run(plan: CoursePlan, onRound: (counts: HistoryCounts) => void): Promise<HistoryCounts> {
  const thread = new Worker(new URL('./course-thread.js', import.meta.url), { workerData: plan })
  let counts = new HistoryTally().counts()
  let heardAt = performance.now()
  return new Promise((resolve, reject) => {
    const watch = setInterval(() => {
      if (performance.now() - heardAt < plan.settings.stallMs + CHECK_MS) return
      counts = withHang(counts, plan.settings)
      void thread.terminate()
    }, WATCH_MS)
    thread.on('message', (message: CourseMessage) => {
      heardAt = performance.now()
      counts = message.counts
      if (message.type === 'round') onRound(counts)
    })
    thread.on('error', reject)
    thread.on('exit', () => {
      clearInterval(watch)
      resolve(counts)
    })
  })
}

function withHang(counts: HistoryCounts, { loads }: HistoryStormSettings): HistoryCounts {
  const round = counts.rounds + 1
  const load = loads[(round - 1) % loads.length] ?? loads[0]
  const text = 'the thread that starts and checks the rounds hangs'
  return { ...counts, violations: [...counts.violations, { round, load, kind: 'stuck', text }] }
}
