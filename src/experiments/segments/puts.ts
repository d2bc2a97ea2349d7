/** Puts of several threads into one map, each of them measured. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import type { SharedMap } from '../../index.ts'
import { watchCores } from '../cores.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { StartLine } from '../threads/start-line.ts'
import type { Keys, PutAnswer, PutTask } from './puts.worker.ts'

export interface PutRun {
  /** Of all threads together, from the first put's beginning to the last one's end. */
  readonly opsPerMs: number
  /** Of each put, in nanoseconds. */
  readonly latencies: RecordableHistogram
  /** Puts that took longer than a millisecond. */
  readonly slow: number
  readonly lockWaits: number
  readonly retries: number
  /** That the threads had. */
  readonly cores: number
}

export type PutCrew = Crew<PutTask, PutAnswer>

const NS_PER_MS = 1e6

export function withPutters<Result>(
  threads: number,
  signal: AbortSignal,
  use: (crew: PutCrew) => Promise<Result>,
): Promise<Result> {
  const module = new URL('./puts.worker.js', import.meta.url)
  return withCrew({ module, size: threads, signal }, use)
}

/** The keys from 0, so many, dealt out to the threads in turn; in memory that all share, so that to hand them out costs nothing. */
export function dealt(keys: number, threads: number): readonly Keys[] {
  return Array.from({ length: threads }, (_, thread) => {
    const length = Math.ceil((keys - thread) / threads)
    const share = new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT))
    for (let at = 0; at < length; at++) share[at] = thread + at * threads
    return share
  })
}

/** Each thread of the crew puts the keys that are dealt to it, in their order. */
export async function measurePuts(
  crew: PutCrew,
  map: SharedMap<number, number>,
  dealtKeys: readonly Keys[],
): Promise<PutRun> {
  const threads = dealtKeys.length
  const line = new StartLine(threads).buffer
  const before = map.stats()
  const watch = watchCores()
  const answers = await crew.ask(
    dealtKeys.map((keys) => ({ map: map.handle, keys, threads, line })),
  )
  const cores = watch.end()
  const after = map.stats()
  const latencies = createHistogram()
  for (const answer of answers) latencies.add(answer.latencies)
  const ns =
    Math.max(...answers.map(({ end }) => end)) - Math.min(...answers.map(({ begin }) => begin))
  const puts = dealtKeys.reduce((sum, keys) => sum + keys.length, 0)
  return {
    opsPerMs: (puts * NS_PER_MS) / ns,
    latencies,
    slow: answers.reduce((sum, { slow }) => sum + slow, 0),
    lockWaits: after.lockWaits - before.lockWaits,
    retries: after.retries - before.retries,
    cores,
  }
}
