/**
 * What false sharing costs: each thread takes a lock of its own, which is free, once beside the others' in one cache line, and
 * once in a line of its own, as a map's locks are.
 */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { type Crew, withCrew } from '../../../experiments/threads/crew.ts'
import { StartLine } from '../../../experiments/threads/start-line.ts'
import type { LockAnswer, LockTask } from './lock-lines.worker.ts'

export const ONE_LINE = 'locks in one cache line'
export const OWN_LINES = 'locks in lines of their own'
export type LockPlace = typeof ONE_LINE | typeof OWN_LINES
export const LOCK_PLACES: readonly LockPlace[] = [ONE_LINE, OWN_LINES]

export interface LockRun {
  /** Of all threads together, without a look at the clock in between. */
  readonly opsPerMs: number
  /** In nanoseconds, of as many times more, each with a look at the clock. */
  readonly latencies: RecordableHistogram
}

export type LockCrew = Crew<LockTask, LockAnswer>

/** LOCK_SIZE of kernel/layout.ts, in words. */
const WORDS_OF_LINE = 16
const NS_PER_MS = 1e6

export function withLockers<Result>(
  threads: number,
  signal: AbortSignal,
  use: (crew: LockCrew) => Promise<Result>,
): Promise<Result> {
  const module = new URL('./lock-lines.worker.js', import.meta.url)
  return withCrew({ module, size: threads, signal }, use)
}

export async function measureLocks(
  crew: LockCrew,
  place: LockPlace,
  { threads, times }: { threads: number; times: number },
): Promise<LockRun> {
  // It begins at a multiple of 16 bytes, so its first words are in one line.
  const words = new Int32Array(
    new SharedArrayBuffer(threads * WORDS_OF_LINE * Int32Array.BYTES_PER_ELEMENT),
  )
  const step = place === ONE_LINE ? 1 : WORDS_OF_LINE
  const ask = (timed: boolean): Promise<LockAnswer[]> => {
    const task = { words, times, timed, threads, line: new StartLine(threads).buffer }
    return crew.ask(
      Array.from({ length: threads }, (_, thread) => ({ ...task, at: thread * step })),
    )
  }
  const straight = await ask(false)
  const latencies = createHistogram()
  for (const answer of await ask(true)) latencies.add(answer.latencies)
  const ns =
    Math.max(...straight.map(({ end }) => end)) - Math.min(...straight.map(({ begin }) => begin))
  return { opsPerMs: (threads * times * NS_PER_MS) / ns, latencies }
}
