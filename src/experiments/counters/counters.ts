/** One number that all threads raise: behind a lock, as one atomic word, and striped. */
import { SharedCounter } from '../../index.ts'
import { median } from '../median.ts'
import type { Conditions } from '../reproduction.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { StartLine } from '../threads/start-line.ts'
import type { CounterPlace, CountTask } from './counters.worker.ts'
import { LockedCounter } from './locked-counter.ts'

/** Twice as many as the machine that the figures in the documents come from has cores. */
const THREADS = 4
const ADDS = 500_000
const ROUNDS = 5

export type CounterKind = CounterPlace['kind']

export interface CountTimes {
  /** Adds of all threads together in a millisecond. */
  readonly addsPerMs: number
  /** What the counter says in the end, and what it must say. */
  readonly value: number
  readonly expected: number
}

type CountCrew = Crew<CountTask, number>

export async function countTimes({
  signal,
  onProgress,
}: Conditions): Promise<Record<CounterKind, CountTimes>> {
  const lock = new LockedCounter()
  using atomic = new SharedCounter()
  using striped = new SharedCounter({ striped: true })
  const module = new URL('./counters.worker.js', import.meta.url)
  const places = {
    lock: { counter: lock, place: { kind: 'lock', buffer: lock.buffer } },
    atomic: { counter: atomic, place: { kind: 'atomic', handle: atomic.handle } },
    striped: { counter: striped, place: { kind: 'striped', handle: striped.handle } },
  } as const
  return await withCrew({ module, size: THREADS, signal }, async (crew: CountCrew) => {
    const rounds: Record<CounterKind, number>[] = []
    // One round is for the engine to compile what it runs.
    for (let round = 0; round <= ROUNDS; round++) {
      onProgress(`round ${round} of ${ROUNDS}`)
      const times = {
        lock: await addAll(crew, places.lock.place),
        atomic: await addAll(crew, places.atomic.place),
        striped: await addAll(crew, places.striped.place),
      }
      if (round > 0) rounds.push(times)
    }
    const timesOf = (kind: CounterKind): CountTimes => ({
      addsPerMs: (THREADS * ADDS) / median(rounds.map((times) => times[kind])),
      value: places[kind].counter.value,
      expected: THREADS * ADDS * (1 + ROUNDS),
    })
    return { lock: timesOf('lock'), atomic: timesOf('atomic'), striped: timesOf('striped') }
  })
}

/** Milliseconds until the last thread is through. */
async function addAll(crew: CountCrew, place: CounterPlace): Promise<number> {
  const line = new StartLine(THREADS).buffer
  const task = { place, adds: ADDS, threads: THREADS, line }
  return Math.max(...(await crew.ask(Array.from({ length: THREADS }, () => task))))
}
