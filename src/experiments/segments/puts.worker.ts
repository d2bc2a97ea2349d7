/** A thread that puts its share of the keys and measures each put. */
import type { RecordableHistogram } from 'node:perf_hooks'
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { latenciesOf } from '../latencies.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'

/** Whole numbers, or any. */
export type Keys = Int32Array | Float64Array

export interface PutTask {
  readonly map: SharedMapHandle<number, number>
  readonly keys: Keys
  readonly threads: number
  readonly line: SharedArrayBuffer
}

export interface PutAnswer {
  /** Nanoseconds from one look at the clock to the next, with a put between. */
  readonly latencies: RecordableHistogram
  /** Puts that took longer than `SLOW_MS`. */
  readonly slow: number
  /** Of the first and after the last put, in nanoseconds of a clock that all threads share. */
  readonly begin: number
  readonly end: number
}

/** Far longer than a put takes, unless its thread lost its core or another made it wait. */
const SLOW_MS = 1

serve(({ map: handle, keys, threads, line }: PutTask): PutAnswer => {
  const map = SharedMap.attach(handle)
  const ms = new Float32Array(keys.length)
  new StartLine(threads, line).pass()
  const begin = Number(process.hrtime.bigint())
  let last = performance.now()
  for (let at = 0; at < keys.length; at++) {
    map.set(keys[at] ?? 0, at)
    const now = performance.now()
    ms[at] = now - last
    last = now
  }
  const end = Number(process.hrtime.bigint())
  map.close()
  const slow = ms.filter((each) => each > SLOW_MS).length
  return { latencies: latenciesOf(ms), slow, begin, end }
})
