/** A thread that reads and writes a map of many entries, which is there all the time: its own, or one that all threads have. */
import type { RecordableHistogram } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { type Pauses, watchPauses } from '../../../experiments/gc/pauses.ts'
import { latenciesOf } from '../../../experiments/latencies.ts'
import { serve } from '../../../experiments/threads/serve.ts'
import { StartLine } from '../../../experiments/threads/start-line.ts'
import { SharedMap, type SharedMapHandle } from '../../../index.ts'
import { randomOf } from '../../workload/random.ts'
import { Values } from '../../workload/texts.ts'

export interface OpenTask {
  readonly step: 'open'
  /** Without it the thread has a plain `Map` of its own. */
  readonly map: SharedMapHandle<number, string> | undefined
  readonly entries: number
  readonly thread: number
  readonly threads: number
  readonly line: SharedArrayBuffer
}

export interface RunTask {
  readonly step: 'run'
  readonly operations: number
  /** Of the operations; the others read. */
  readonly setPercent: number
}

export type HeldTask = OpenTask | RunTask

export interface HeldAnswer {
  readonly ms: number
  /** Of each operation, in nanoseconds, a look at the clock included. */
  readonly latencies: RecordableHistogram
  readonly pauses: Pauses
  readonly heapPeak: number
  /** Of what was read, so that it is read. */
  readonly sum: number
}

/** As the article's. */
const BYTES = 128
/** Operations between two looks at the heap. */
const LOOK_EVERY = 2 ** 14

interface Opened extends OpenTask {
  readonly store: Pick<Map<number, string>, 'get'> & { set(key: number, value: string): unknown }
  readonly values: Values
  readonly random: ReturnType<typeof randomOf>
}

let opened: Opened | undefined

serve(async (task: HeldTask): Promise<HeldAnswer | undefined> => {
  if (task.step === 'open') {
    opened = open(task)
    return undefined
  }
  if (opened === undefined) throw new RangeError('the first task of a thread is to open')
  return run(opened, task)
})

function open(task: OpenTask): Opened {
  const { map, entries, thread, threads } = task
  const random = randomOf(1, thread)
  const values = new Values(BYTES, random)
  // Keys are all alike: a near cache would keep what is hardly ever asked for again.
  const store =
    map === undefined ? new Map<number, string>() : SharedMap.attach(map, { nearCache: false })
  const step = map === undefined ? 1 : threads
  for (let key = map === undefined ? 0 : thread; key < entries; key += step) {
    store.set(key, values.next())
  }
  return { ...task, store, values, random }
}

async function run(
  { store, values, random, entries, threads, line }: Opened,
  { operations, setPercent }: RunTask,
): Promise<HeldAnswer> {
  const times = new Float32Array(operations)
  new StartLine(threads, line).pass()
  const watch = await watchPauses()
  let heapPeak = 0
  let sum = 0
  const start = performance.now()
  let last = start
  for (let at = 0; at < operations; at++) {
    const key = random.below(entries)
    if (random.below(100) < setPercent) store.set(key, values.next())
    else sum += store.get(key)?.length ?? 0
    if (at % LOOK_EVERY === 0) heapPeak = Math.max(heapPeak, getHeapStatistics().used_heap_size)
    const now = performance.now()
    times[at] = now - last
    last = now
  }
  const pauses = await watch.end()
  return { ms: last - start, latencies: latenciesOf(times), pauses, heapPeak, sum }
}
