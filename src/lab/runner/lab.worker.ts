/** A thread of a run: opens its view of the subject, warms up, measures, closes. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { type Pauses, watchPauses } from '../../experiments/gc/pauses.ts'
import { serve } from '../../experiments/threads/serve.ts'
import { StartLine } from '../../experiments/threads/start-line.ts'
import { openStore } from '../subjects/catalogue.ts'
import type { AsyncStore, NearReads, Place, Store } from '../subjects/subject.ts'
import { type Draw, draws } from '../workload/draws.ts'
import { warmMs } from '../workload/warm-up.ts'
import type { Workload } from '../workload/workload.ts'
import { asyncLoop } from './async-loop.ts'
import { Board } from './board.ts'
import { type LoopFigures, loop } from './loop.ts'
import { paceOf } from './pace.ts'

export interface OpenTask {
  readonly step: 'open'
  readonly place: Place
  readonly workload: Workload
  readonly thread: number
  readonly board: SharedArrayBuffer
  readonly line: SharedArrayBuffer
  /** One word: the keys that were ever inserted, by the threads that share a map. */
  readonly inserted: SharedArrayBuffer
}

export type LabTask = OpenTask | { readonly step: 'warm' | 'measure' | 'close' }

export interface ThreadFigures extends LoopFigures {
  readonly latencies: RecordableHistogram
  readonly pauses: Pauses
  /** Of the reads that were measured. */
  readonly near: NearReads | undefined
}

interface Opened extends OpenTask {
  readonly store: Store | AsyncStore
  readonly draw: () => Draw
}

let opened: Opened | undefined

serve(async (task: LabTask): Promise<ThreadFigures | undefined> => {
  if (task.step === 'open') {
    opened = await open(task)
    return undefined
  }
  if (opened === undefined) throw new RangeError('the first task of a thread is to open')
  if (task.step === 'measure') return measure(opened)
  if (task.step === 'warm') await run(opened, warmMs(opened.workload), createHistogram())
  else await opened.store.close()
  return undefined
})

async function open(task: OpenTask): Promise<Opened> {
  const { place, workload, thread } = task
  const board = new Board(workload.threads, task.board)
  const store = await openStore(place, {
    workload,
    isStopped: () => board.isStopped,
    onFilled: (count) => board.report(thread, count),
  })
  return { ...task, store, draw: draws(workload, thread, new Int32Array(task.inserted)) }
}

async function measure(thread: Opened): Promise<ThreadFigures> {
  const { store, workload } = thread
  const latencies = createHistogram()
  const before = nearReadsOf(store)
  const watch = await watchPauses()
  const figures = await run(thread, workload.seconds * 1000, latencies)
  const pauses = await watch.end()
  return { ...figures, latencies, pauses, near: difference(before, nearReadsOf(store)) }
}

/** All threads begin together. */
function run(
  { store, draw, workload, thread, board: buffer, line }: Opened,
  ms: number,
  latencies: RecordableHistogram,
): LoopFigures | Promise<LoopFigures> {
  const board = new Board(workload.threads, buffer)
  new StartLine(workload.threads, line).pass()
  const begin = performance.now()
  const pace = paceOf(workload, thread, board, begin, begin + ms)
  return 'isAsync' in store
    ? asyncLoop(store, draw, pace, board, thread, latencies)
    : loop(store, draw, pace, board, thread, latencies)
}

function nearReadsOf(store: Store | AsyncStore): NearReads | undefined {
  return 'isAsync' in store ? undefined : store.nearReads()
}

function difference(
  before: NearReads | undefined,
  after: NearReads | undefined,
): NearReads | undefined {
  if (before === undefined || after === undefined) return undefined
  return { hits: after.hits - before.hits, misses: after.misses - before.misses }
}
