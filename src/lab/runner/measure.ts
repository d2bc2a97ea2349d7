/** Measures one subject with threads of this process, which is to be the subject's own. */
import { createHistogram } from 'node:perf_hooks'
import type { TransferListItem } from 'node:worker_threads'
import { type Crew, withCrew } from '../../experiments/threads/crew.ts'
import { StartLine } from '../../experiments/threads/start-line.ts'
import type { Measured } from '../report/row.ts'
import type { SubjectOptions } from '../subjects/options.ts'
import type { MapFigures, Place, Prepared, Serving, Subject } from '../subjects/subject.ts'
import type { Workload } from '../workload/workload.ts'
import type { Board } from './board.ts'
import type { LabTask, OpenTask, ThreadFigures } from './lab.worker.ts'
import { together } from './together.ts'

/** Beyond the time that is run: threads that take longer for their last operation hang. */
const GRACE_MS = 30_000

export interface Run {
  readonly subject: Subject
  readonly workload: Workload
  readonly options: SubjectOptions
  /** For the subject's files. */
  readonly folder: string
  readonly board: Board
  readonly onPhase: (phase: Phase) => void
}

export type Phase = 'compiling' | 'filling' | 'warming up' | 'measuring'

/** Undefined if it was stopped before anything was measured. Rejects if the subject or one of the threads fails. */
export async function measure(run: Run): Promise<Measured | undefined> {
  const { subject, workload, options, folder, board } = run
  run.onPhase('filling')
  const entries = {
    workload,
    isStopped: () => board.isStopped,
    onFilled: (count: number) => board.report(0, count),
  }
  const prepared = await subject.prepare(entries, folder, options)
  try {
    return board.isStopped ? undefined : await withThreads(run, prepared)
  } finally {
    await prepared.close()
  }
}

async function withThreads(run: Run, prepared: Prepared): Promise<Measured | undefined> {
  const { subject, workload, board } = run
  const module = new URL('./lab.worker.js', import.meta.url)
  const ended = new AbortController()
  return withCrew(
    { module, size: workload.threads, signal: ended.signal },
    async (crew: LabCrew) => {
      const tasks = await openTasks(run, prepared)
      await crew.ask(
        tasks,
        tasks.map(({ place }) => movedWith(place)),
      )
      const hang = setTimeout(
        () => ended.abort(new Error('its threads came to no end')),
        2 * workload.seconds * 1000 + GRACE_MS,
      )
      run.onPhase('warming up')
      await crew.ask(toAll(workload, { step: 'warm' }))
      run.onPhase('measuring')
      const before = prepared.figures()
      const watch = await prepared.watch?.()
      const answers = await crew.ask(toAll(workload, { step: 'measure' }))
      const after = prepared.figures()
      const serving = (await watch?.end()) ?? NOBODY
      clearTimeout(hang)
      await crew.ask(toAll(workload, { step: 'close' }))
      const threads = answers.filter((answer) => answer !== undefined)
      if (threads.every(({ operations }) => operations === 0)) return undefined
      return {
        subject: subject.name,
        threads: workload.threads,
        keys: workload.keys,
        ...(serving.version === undefined ? {} : { version: serving.version }),
        ...together([...threads, ...servants(serving)]),
        rssPeakBytes: process.resourceUsage().maxRSS * 1024 + serving.rssBytes,
        ...accounts(before, after),
        interrupted: board.isStopped,
      }
    },
  )
}

type LabCrew = Crew<LabTask, ThreadFigures | undefined>

async function openTasks({ workload, board }: Run, prepared: Prepared): Promise<OpenTask[]> {
  const line = new StartLine(workload.threads).buffer
  const shared = insertedWord(workload.keys)
  const tasks: OpenTask[] = []
  for (let thread = 0; thread < workload.threads; thread++) {
    const place = await prepared.connect()
    tasks.push({
      ...{ step: 'open', place, workload, thread, board: board.buffer, line },
      // What a thread inserts into a map of its own is nowhere else.
      inserted: place.kind === 'map' ? insertedWord(workload.keys) : shared,
    })
  }
  return tasks
}

/** What only one thread can have. */
function movedWith(place: Place): readonly TransferListItem[] {
  return place.kind === 'owner' ? [place.port] : []
}

const NOBODY: Serving = { threads: [], rssBytes: 0 }

/** Threads that only serve: their collections and heaps count, operations are those of the others. */
function servants({ threads }: Serving): ThreadFigures[] {
  return threads.map((thread) => ({
    ...thread,
    ...{ operations: 0, ms: 0, missed: 0, latencies: createHistogram(), near: undefined },
  }))
}

function insertedWord(keys: number): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(4)
  new Int32Array(buffer)[0] = keys
  return buffer
}

function toAll({ threads }: Workload, task: LabTask): LabTask[] {
  return Array.from({ length: threads }, () => task)
}

/** What is there in the end, and what came while it was measured. */
function accounts(
  before: MapFigures | undefined,
  after: MapFigures | undefined,
): Pick<Measured, 'usedBytes' | 'committedBytes' | 'retries' | 'lockWaits'> {
  if (before === undefined || after === undefined) {
    return { usedBytes: null, committedBytes: null, retries: null, lockWaits: null }
  }
  return {
    usedBytes: after.usedBytes,
    committedBytes: after.committedBytes,
    retries: after.retries - before.retries,
    lockWaits: after.lockWaits - before.lockWaits,
  }
}
