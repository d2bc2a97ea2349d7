/** A thread that takes and gives back a lock which no other thread ever wants. */
import type { RecordableHistogram } from 'node:perf_hooks'
import { latenciesOf } from '../../../experiments/latencies.ts'
import { serve } from '../../../experiments/threads/serve.ts'
import { StartLine } from '../../../experiments/threads/start-line.ts'

export interface LockTask {
  readonly words: Int32Array
  /** Of this thread's lock. */
  readonly at: number
  readonly times: number
  /** Whether each time is measured: to look at the clock takes longer than a lock. */
  readonly timed: boolean
  readonly threads: number
  readonly line: SharedArrayBuffer
}

export interface LockAnswer {
  /** Before the first and after the last time, in nanoseconds of a clock that all threads share. */
  readonly begin: number
  readonly end: number
  /** Nanoseconds from one look at the clock to the next, with a lock between; empty if they were not measured. */
  readonly latencies: RecordableHistogram
}

const FREE = 0
const TAKEN = 1

serve((task: LockTask): LockAnswer => {
  const ms = new Float32Array(task.timed ? task.times : 0)
  new StartLine(task.threads, task.line).pass()
  const begin = Number(process.hrtime.bigint())
  if (task.timed) lockTimed(task, ms)
  else lockAll(task)
  const end = Number(process.hrtime.bigint())
  return { begin, end, latencies: latenciesOf(ms) }
})

function lockAll({ words, at, times }: LockTask): void {
  for (let n = 0; n < times; n++) lockOnce(words, at)
}

function lockTimed({ words, at, times }: LockTask, ms: Float32Array): void {
  let last = performance.now()
  for (let n = 0; n < times; n++) {
    lockOnce(words, at)
    const now = performance.now()
    ms[n] = now - last
    last = now
  }
}

/** The two instructions that a mutex without contention takes, as kernel/locks/mutex.ts has them. */
function lockOnce(words: Int32Array, at: number): void {
  Atomics.compareExchange(words, at, FREE, TAKEN)
  Atomics.compareExchange(words, at, TAKEN, FREE)
}
