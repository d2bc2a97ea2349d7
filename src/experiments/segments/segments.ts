/** The article's benchmark of locks: a million puts from eight threads, under one lock, under 16, and without. */
import { SharedMap } from '../../index.ts'
import type { Conditions } from '../reproduction.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { StartLine } from '../threads/start-line.ts'
import type { PutAnswer, PutTask } from './segments.worker.ts'

const THREADS = 8
const PUTS = 1_000_000
const SHARDS = 16
const RUNS = 2

export type Locking = 'rwlock' | 'sharded' | 'lock-free'

export interface PutTimes {
  readonly opsPerMs: number
  readonly p99Ms: number
  readonly p9999Ms: number
}

/** Of each, the run with the most throughput: what disturbs a run only slows it. */
export async function putTimes(conditions: Conditions): Promise<Record<Locking, PutTimes>> {
  let best = await oneOfEach(conditions)
  for (let run = 1; run < RUNS; run++) {
    const times = await oneOfEach(conditions)
    best = {
      rwlock: better(best.rwlock, times.rwlock),
      sharded: better(best.sharded, times.sharded),
      'lock-free': better(best['lock-free'], times['lock-free']),
    }
  }
  return best
}

async function oneOfEach(conditions: Conditions): Promise<Record<Locking, PutTimes>> {
  return {
    rwlock: await oneRun('rwlock', conditions),
    sharded: await oneRun('sharded', conditions),
    'lock-free': await oneRun('lock-free', conditions),
  }
}

function better(one: PutTimes, other: PutTimes): PutTimes {
  return one.opsPerMs > other.opsPerMs ? one : other
}

async function oneRun(strategy: Locking, { signal, onProgress }: Conditions): Promise<PutTimes> {
  onProgress(strategy)
  const options = strategy === 'sharded' ? { strategy, shards: SHARDS } : { strategy }
  using map = new SharedMap<number, number>(options)
  const module = new URL('./segments.worker.js', import.meta.url)
  const task = {
    map: map.handle,
    puts: PUTS,
    threads: THREADS,
    line: new StartLine(THREADS).buffer,
  }
  const tasks = Array.from({ length: THREADS }, (_, thread) => ({ ...task, thread }))
  const answers = await withCrew(
    { module, size: THREADS, signal },
    (crew: Crew<PutTask, PutAnswer>) => crew.ask(tasks),
  )
  const all = Float32Array.from(answers.flatMap(({ ms }) => [...ms])).sort()
  return {
    opsPerMs: PUTS / Math.max(...answers.map(({ totalMs }) => totalMs)),
    p99Ms: percentile(all, 0.99),
    p9999Ms: percentile(all, 0.9999),
  }
}

function percentile(sorted: Float32Array, part: number): number {
  return sorted[Math.min(Math.ceil(sorted.length * part), sorted.length) - 1] ?? Number.NaN
}
