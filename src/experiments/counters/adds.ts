/** Threads that raise one number together, measured. */
import type { RecordableHistogram } from 'node:perf_hooks'
import { watchCores } from '../cores.ts'
import type { Crew } from '../threads/crew.ts'
import { StartLine } from '../threads/start-line.ts'
import type { CountAnswer, CountTask } from './counters.worker.ts'
import type { Counter } from './kinds.ts'

export type CountCrew = Crew<CountTask, CountAnswer>

export const COUNTERS_MODULE: URL = new URL('./counters.worker.js', import.meta.url)

export interface Adds {
  readonly counter: Counter
  readonly threads: number
  /** Of all threads together. */
  readonly adds: number
  readonly isTimed: boolean
}

export interface AddsRun {
  readonly adds: number
  /** From the first thread's beginning to the last one's end. */
  readonly addsPerMs: number
  readonly contended: number
  /** Adds by which the counter has not grown: 0, if it is one. */
  readonly lost: number
  /** That the threads had. */
  readonly cores: number
  readonly latencies: readonly RecordableHistogram[]
}

/** With so many threads of the crew. */
export async function runAdds(
  crew: CountCrew,
  { counter, threads, adds, isTimed }: Adds,
): Promise<AddsRun> {
  const before = counter.value()
  const each = Math.ceil(adds / threads)
  const line = new StartLine(threads).buffer
  const task = { place: counter.place, adds: each, threads, line, isTimed }
  const watch = watchCores()
  const answers = await crew.ask(Array.from({ length: threads }, () => task))
  const cores = watch.end()
  const begin = Math.min(...answers.map((answer) => answer.begin))
  const end = Math.max(...answers.map((answer) => answer.end))
  const done = each * threads
  return {
    adds: done,
    addsPerMs: done / (end - begin),
    contended: answers.reduce((sum, { contended }) => sum + contended, 0),
    lost: done - (counter.value() - before),
    cores,
    latencies: answers.map(({ latencies }) => latencies),
  }
}
