/** One number that all threads raise: behind a lock, as one atomic word, and striped. */
import { median } from '../median.ts'
import type { Conditions } from '../reproduction.ts'
import { withCrew } from '../threads/crew.ts'
import { type AddsRun, COUNTERS_MODULE, type CountCrew, runAdds } from './adds.ts'
import { type Counter, makeCounter } from './kinds.ts'

const ADDS = 2_000_000
const ROUNDS = 5

type Kind = 'lock' | 'atomic' | 'striped'

export interface CountTimes {
  /** Adds of all threads together in a millisecond. */
  readonly addsPerMs: number
  /** Over all rounds. */
  readonly lost: number
}

export async function countTimes(
  threads: number,
  { signal, onProgress }: Conditions,
): Promise<Record<Kind, CountTimes>> {
  const lock: AddsRun[] = []
  const atomic: AddsRun[] = []
  const striped: AddsRun[] = []
  const counters = {
    lock: makeCounter('lock'),
    atomic: makeCounter('atomic'),
    striped: makeCounter('striped'),
  }
  await withCrew({ module: COUNTERS_MODULE, size: threads, signal }, async (crew: CountCrew) => {
    const run = (counter: Counter): Promise<AddsRun> =>
      runAdds(crew, { counter, threads, adds: ADDS, isTimed: false })
    // One round is for the engine to compile what it runs.
    for (const counter of Object.values(counters)) await run(counter)
    for (let round = 1; round <= ROUNDS; round++) {
      onProgress(`threads: ${threads}, round ${round} of ${ROUNDS}`)
      lock.push(await run(counters.lock))
      atomic.push(await run(counters.atomic))
      striped.push(await run(counters.striped))
    }
  })
  return { lock: timesOf(lock), atomic: timesOf(atomic), striped: timesOf(striped) }
}

function timesOf(runs: readonly AddsRun[]): CountTimes {
  return {
    addsPerMs: median(runs.map(({ addsPerMs }) => addsPerMs)),
    lost: runs.reduce((sum, { lost }) => sum + lost, 0),
  }
}
