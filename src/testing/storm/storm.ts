/**
 * The storm: rounds of terminating a random worker under mixed load, with every operation checked. This thread only
 * starts it, watches that no thread stands still, and gathers the report.
 */
import { Worker } from 'node:worker_threads'
import { settlesWithin } from './deadline.ts'
import { Ledger, STOP } from './ledger.ts'
import { runParent } from './parent.ts'
import type { ParentPlan, StormEvent } from './protocol.ts'
import { StormRecord, type StormReport } from './report.ts'
import { HOPELESS_STALLS, type StormOptions, type StormSettings, settingsFrom } from './settings.ts'
import { type SlotSample, StallWatch } from './stall-watch.ts'

const SAMPLE_MS = 20
/** A storm told to stop finishes its round in this time or is ended. */
const STOP_GRACE_MS = 3000

/** The side of the storm that does the work, wherever it runs. */
interface Course {
  readonly ended: Promise<unknown>
  /** Ends it without waiting for anything in it, where that is possible. */
  abandon(): void
}

export async function storm(options: StormOptions = {}): Promise<StormReport> {
  const settings = settingsFrom(options)
  const startedAt = performance.now()
  options.onStart?.(settings)
  const ledger = new Ledger(settings.workers)
  const record = new StormRecord(settings, ledger)
  const take = (event: StormEvent): void => {
    record.take(event)
    if (event.type !== 'round') return
    const { operations, violationCount } = record
    const progress = { round: event.record.round, rounds: settings.rounds, operations }
    options.onRound?.({ ...progress, violations: violationCount })
  }
  const course =
    settings.parent === 'main' ? here(settings, ledger, take) : onThread(settings, ledger, take)
  const watch = new StallWatch(settings.stallMs)
  const sampling = setInterval(() => {
    if (sampleAll(watch, ledger, record, settings.stallMs)) course.abandon()
  }, SAMPLE_MS)
  const stop = (): void => {
    Atomics.store(ledger.control, STOP, 1)
    void settlesWithin(course.ended, STOP_GRACE_MS).then((inTime) => inTime || course.abandon())
  }
  options.signal?.addEventListener('abort', stop, { once: true })
  if (options.signal?.aborted) stop()
  try {
    await course.ended
  } catch (error) {
    const seen = String(error)
    const fault = { kind: 'error', op: 'storm', key: '', expected: 'no exception', seen } as const
    record.found(fault, ledger.parent)
  } finally {
    clearInterval(sampling)
    options.signal?.removeEventListener('abort', stop)
  }
  const interrupted = options.signal?.aborted === true && record.rounds < settings.rounds
  return record.finish(watch.longestMs, performance.now() - startedAt, interrupted)
}

/** Takes one sample of every thread. True if one of them will not move any more. */
function sampleAll(
  watch: StallWatch,
  ledger: Ledger,
  record: StormRecord,
  stallMs: number,
): boolean {
  const now = performance.now()
  const samples = Array.from(
    { length: ledger.slots },
    (_, slot): SlotSample => ({
      beats: Atomics.load(ledger.beats, slot),
      watched: Atomics.load(ledger.alive, slot) === 1 && Atomics.load(ledger.resting, slot) === 0,
    }),
  )
  for (const { slot } of watch.sample(now, samples)) {
    const expected = `some progress in ${stallMs} ms`
    record.found({ kind: 'stuck', op: 'any', key: '', expected, seen: 'none' }, slot)
  }
  return samples.some((_, slot) => watch.standing(now, slot) > stallMs * HOPELESS_STALLS)
}

function here(settings: StormSettings, ledger: Ledger, take: (event: StormEvent) => void): Course {
  return {
    ended: runParent(settings, ledger, take),
    abandon: () => Atomics.store(ledger.control, STOP, 1),
  }
}

function onThread(
  settings: StormSettings,
  ledger: Ledger,
  take: (event: StormEvent) => void,
): Course {
  const workerData: ParentPlan = { settings, ledger: ledger.buffer }
  const thread = new Worker(new URL('./parent-thread.js', import.meta.url), { workerData })
  thread.on('message', (event: StormEvent) => {
    take(event)
    if (event.type === 'end') void thread.terminate()
  })
  const ended = new Promise<void>((resolve, reject) => {
    thread.on('error', reject)
    thread.on('exit', () => resolve())
  })
  return { ended, abandon: () => void thread.terminate() }
}
