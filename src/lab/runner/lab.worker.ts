/** A thread of a run: opens its view of the subject, warms up, measures, closes. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { type Pauses, pausesOf } from '../../experiments/gc/pauses.ts'
import { serve } from '../../experiments/threads/serve.ts'
import { StartLine } from '../../experiments/threads/start-line.ts'
import { openStore } from '../subjects/catalogue.ts'
import type { NearReads, Place, Store } from '../subjects/subject.ts'
import { type Draw, draws } from '../workload/draws.ts'
import type { Workload } from '../workload/workload.ts'
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

/** Before measuring, so that the engine has compiled what runs: a quarter of the time on top, at most a second. */
const WARM_SHARE = 0.25
const MOST_WARM_MS = 1000

interface Opened extends OpenTask {
  readonly store: Store
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
  if (task.step === 'warm') warm(opened)
  else await opened.store.close()
  return undefined
})

async function open(task: OpenTask): Promise<Opened> {
  const { place, workload, thread } = task
  const board = new Board(workload.threads, task.board)
  const store = await openStore(place, { workload, isStopped: () => board.isStopped })
  return { ...task, store, draw: draws(workload, thread, new Int32Array(task.inserted)) }
}

function warm(thread: Opened): void {
  const ms = Math.min(thread.workload.seconds * 1000 * WARM_SHARE, MOST_WARM_MS)
  run(thread, ms, createHistogram())
}

async function measure(thread: Opened): Promise<ThreadFigures> {
  const { store, workload } = thread
  const latencies = createHistogram()
  const before = store.nearReads()
  let figures: LoopFigures = { operations: 0, ms: 0, heapPeak: 0, missed: 0 }
  const pauses = await pausesOf(() => {
    figures = run(thread, workload.seconds * 1000, latencies)
  })
  return { ...figures, latencies, pauses, near: difference(before, store.nearReads()) }
}

/** All threads begin together. */
function run(
  { store, draw, workload, thread, board: buffer, line }: Opened,
  ms: number,
  latencies: RecordableHistogram,
): LoopFigures {
  const board = new Board(workload.threads, buffer)
  new StartLine(workload.threads, line).pass()
  const begin = performance.now()
  const pace = paceOf(workload, thread, board, begin, begin + ms)
  return loop(store, draw, pace, board, thread, latencies)
}

function difference(
  before: NearReads | undefined,
  after: NearReads | undefined,
): NearReads | undefined {
  if (before === undefined || after === undefined) return undefined
  return { hits: after.hits - before.hits, misses: after.misses - before.misses }
}
