/** A thread that gets keys and measures how long it takes. */
import type { RecordableHistogram } from 'node:perf_hooks'
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { latenciesOf } from '../latencies.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'

export interface GetTask {
  readonly map: SharedMapHandle<number, number>
  /** The keys `first`, `first + 1` and so on, `keys` of them, over and over. */
  readonly first: number
  readonly keys: number
  readonly gets: number
  /** Whether each get is measured: to look at the clock takes as long as a hit. */
  readonly timed: boolean
  readonly threads: number
  readonly line: SharedArrayBuffer
}

export interface GetAnswer {
  /** Before the first and after the last get, in nanoseconds of a clock that all threads share. */
  readonly begin: number
  readonly end: number
  /** Nanoseconds from one look at the clock to the next, with a get between; empty if they were not measured. */
  readonly latencies: RecordableHistogram
}

type Keys = Pick<GetTask, 'first' | 'keys' | 'gets'>

serve(({ map: handle, timed, threads, line, ...keys }: GetTask): GetAnswer => {
  const map = SharedMap.attach(handle, { nearCache: false })
  const ms = new Float32Array(timed ? keys.gets : 0)
  // Whoever set them had them in its caches: to fetch them from there is no part of a get.
  getAll(map, { ...keys, gets: keys.keys })
  new StartLine(threads, line).pass()
  const begin = Number(process.hrtime.bigint())
  if (timed) getTimed(map, keys, ms)
  else getAll(map, keys)
  const end = Number(process.hrtime.bigint())
  map.close()
  return { begin, end, latencies: latenciesOf(ms) }
})

function getAll(map: SharedMap<number, number>, { first, keys, gets }: Keys): void {
  const end = first + keys
  let key = first
  for (let n = 0; n < gets; n++) {
    map.get(key)
    key++
    if (key === end) key = first
  }
}

function getTimed(
  map: SharedMap<number, number>,
  { first, keys, gets }: Keys,
  ms: Float32Array,
): void {
  const end = first + keys
  let key = first
  let last = performance.now()
  for (let n = 0; n < gets; n++) {
    map.get(key)
    const now = performance.now()
    ms[n] = now - last
    last = now
    key++
    if (key === end) key = first
  }
}
