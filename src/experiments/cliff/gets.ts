/**
 * Gets in a map that is as a sync-map's cliff needs it: of keys in the read map, of keys that only the dirty map has, and of
 * keys that are nowhere while there is no dirty map. In a map of another strategy the same keys are asked for.
 */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { SharedMap, type StrategyName } from '../../index.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { StartLine } from '../threads/start-line.ts'
import type { GetAnswer, GetTask } from './cliff.worker.ts'

/** `fresh`: of a key that was set since the last promotion, for which sync-map takes its lock. */
export const GET_CASES = ['hit', 'fresh', 'absent'] as const
export type GetCase = (typeof GET_CASES)[number]

export interface GetRun {
  /** Nanoseconds for a get, without a look at the clock in between: the mean of the threads. */
  readonly ns: number
  /** Of all threads together, without a look at the clock in between. */
  readonly opsPerMs: number
  /** In nanoseconds, of as many gets more, each with a look at the clock; empty if nobody asked for them. */
  readonly latencies: RecordableHistogram
}

export type GetCrew = Crew<GetTask, GetAnswer>

/** In the read map. */
const KEYS = 100_000
/** That are got: so few that memory is near, in all three cases. */
const ASKED = 1_000
/** Twice as many, and what is got before, are below the misses after which a sync-map promotes: as many as it has keys. */
const MISSES = KEYS / 4
const HITS = 200_000
const NS_PER_MS = 1e6

export function withGetters<Result>(
  threads: number,
  signal: AbortSignal,
  use: (crew: GetCrew) => Promise<Result>,
): Promise<Result> {
  const module = new URL('./cliff.worker.js', import.meta.url)
  return withCrew({ module, size: threads, signal }, use)
}

/** All three cases, in a map made for them. */
export async function measureGets(
  crew: GetCrew,
  strategy: StrategyName,
  { threads, timed }: { threads: number; timed: boolean },
): Promise<Record<GetCase, GetRun>> {
  using map = new SharedMap<number, number>({ strategy, maxBytes: 2 ** 24 })
  for (let key = 0; key < KEYS; key++) map.set(key, key)
  promote(map)
  const ask = async (first: number, gets: number): Promise<GetRun> => {
    const task = { map: map.handle, first, keys: ASKED, gets, threads }
    const straight = await together(crew, { ...task, timed: false })
    const latencies = createHistogram()
    if (timed) {
      for (const answer of await together(crew, { ...task, timed })) {
        latencies.add(answer.latencies)
      }
    }
    return { ...timesOf(straight, gets), latencies }
  }
  const hit = await ask(0, HITS)
  const absent = await ask(2 * KEYS, HITS)
  for (let key = 0; key < ASKED; key++) map.set(KEYS + key, key)
  const fresh = await ask(KEYS, Math.floor(MISSES / threads))
  return { hit, fresh, absent }
}

function together(crew: GetCrew, task: Omit<GetTask, 'line'>): Promise<GetAnswer[]> {
  const line = new StartLine(task.threads).buffer
  return crew.ask(Array.from({ length: task.threads }, () => ({ ...task, line })))
}

function timesOf(answers: readonly GetAnswer[], gets: number): Omit<GetRun, 'latencies'> {
  const threads = answers.length
  const sum = answers.reduce((all, { begin, end }) => all + end - begin, 0)
  const span =
    Math.max(...answers.map(({ end }) => end)) - Math.min(...answers.map(({ begin }) => begin))
  return { ns: sum / threads / gets, opsPerMs: (threads * gets * NS_PER_MS) / span }
}

/** An iteration promotes the dirty map, as Go's Range does. */
function promote(map: SharedMap<number, number>): number {
  let keys = 0
  for (const _ of map.keys()) keys++
  return keys
}
