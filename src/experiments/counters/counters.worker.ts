/** A thread that counts in a shared counter, as fast as it goes or with a look at the clock after each add. */
import type { RecordableHistogram } from 'node:perf_hooks'
import { latenciesOf } from '../latencies.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'
import { type CounterPlace, type CounterView, counterAt } from './kinds.ts'

export interface CountTask {
  readonly place: CounterPlace
  readonly adds: number
  readonly threads: number
  readonly line: SharedArrayBuffer
  readonly isTimed: boolean
}

export interface CountAnswer {
  /** On a clock that all threads share: milliseconds since 1970. */
  readonly begin: number
  readonly end: number
  readonly contended: number
  /** Of each add, in nanoseconds, a look at the clock included; empty if it was not timed. */
  readonly latencies: RecordableHistogram
}

serve(({ place, adds, threads, line, isTimed }: CountTask): CountAnswer => {
  const counter = counterAt(place)
  const times = new Float32Array(isTimed ? adds : 0)
  new StartLine(threads, line).pass()
  const begin = performance.now()
  if (isTimed) addTimed(counter, times)
  else counter.addMany(adds)
  const end = performance.now()
  const latencies = latenciesOf(times)
  const { timeOrigin } = performance
  const contended = counter.contended()
  return { begin: timeOrigin + begin, end: timeOrigin + end, contended, latencies }
})

function addTimed(counter: CounterView, times: Float32Array): void {
  let last = performance.now()
  for (let at = 0; at < times.length; at++) {
    counter.add()
    const now = performance.now()
    times[at] = now - last
    last = now
  }
}
