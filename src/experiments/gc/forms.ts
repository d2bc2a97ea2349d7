/** The tasks of the experiment, run with one form of the map. */
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { SharedMap } from '../../index.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { StartLine } from '../threads/start-line.ts'
import type { CollectionAnswer, CollectionTask, Place, Watched } from './gc.worker.ts'
import type { OwnerTask } from './owner.worker.ts'

/** `map`: one in each thread. `owner`: one in a thread that the others ask by messages. */
export type Form = 'map' | 'owner' | 'sync-map' | 'lock-free'

export interface FormRun {
  readonly threads: readonly CollectionAnswer[]
  /** Those and the owner, if there is one. */
  readonly watched: readonly Watched[]
  /** Of the shared memory, at its end. */
  readonly sharedBytes: number
}

export const THREADS = 2
/** The article's. */
const TASKS = 10_000

export async function runForm(
  form: Form,
  signal: AbortSignal,
  tasks: number = TASKS,
): Promise<FormRun> {
  if (form === 'owner') return runOwner(signal, tasks)
  if (form === 'map') {
    const threads = await runTasks(places({ kind: 'map' }), [], signal, tasks)
    return { threads, watched: threads, sharedBytes: 0 }
  }
  using map = new SharedMap<number, string>({ strategy: form })
  const threads = await runTasks(places({ kind: 'shared', map: map.handle }), [], signal, tasks)
  return { threads, watched: threads, sharedBytes: map.stats().committedBytes }
}

function places(place: Place): readonly Place[] {
  return Array.from({ length: THREADS }, () => place)
}

async function runOwner(signal: AbortSignal, tasks: number): Promise<FormRun> {
  const module = new URL('./owner.worker.js', import.meta.url)
  return withCrew(
    { module, size: 1, signal },
    async (owner: Crew<OwnerTask, Watched | undefined>) => {
      const channels = Array.from({ length: THREADS }, () => new MessageChannel())
      const ports = channels.map(({ port1 }) => port1)
      await owner.ask([{ step: 'open', ports }], [ports])
      const asking = channels.map(({ port2 }) => port2)
      const threads = await runTasks(
        asking.map((port) => ({ kind: 'owner', port })),
        asking.map((port) => [port]),
        signal,
        tasks,
      )
      const answers = await owner.ask([{ step: 'end' }])
      const watched = answers.filter((answer) => answer !== undefined)
      return { threads, watched: [...threads, ...watched], sharedBytes: 0 }
    },
  )
}

function runTasks(
  of: readonly Place[],
  transfers: readonly (readonly MessagePort[])[],
  signal: AbortSignal,
  tasks: number,
): Promise<CollectionAnswer[]> {
  const module = new URL('./gc.worker.js', import.meta.url)
  const line = new StartLine(THREADS).buffer
  const all = of.map((place, thread) => ({ place, tasks, thread, threads: THREADS, line }))
  return withCrew(
    { module, size: THREADS, signal },
    (crew: Crew<CollectionTask, CollectionAnswer>) => crew.ask(all, transfers),
  )
}
