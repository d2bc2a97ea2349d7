/**
 * Three ways to a counter that threads share: a lock and a number, one atomic word, a cell for each thread. All threads add
 * ones to the same counter at the same time. Time is that of one add, of all threads together; contention is how often, in
 * 1,000 adds, a compare-and-swap was lost, or a thread slept for the lock. No targets: a table to choose by.
 */

import { SharedCounter } from 'selvedge'
import { LockedCounter } from '#experiments/counters/locked-counter.js'
import { type BenchCase, type Claim, defineCase, type Figures } from '../case.ts'
import { BARRIER_BYTES, Barrier } from '../measure/barrier.ts'
import { median } from '../measure/median.ts'
import { expectEqual, timeTurn } from '../measure/paired.ts'
import { together } from '../measure/together.ts'
import {
  type Counted,
  type CountingSide,
  OURS,
  sideOf,
  WAYS,
  type Way,
} from '../workload/counting.ts'

const THREADS = [1, 2, 8]
const PER = 1000
const WARM_ROUNDS = 4
const ROUNDS = 11
/** Rounds with new workers for each way. */
const WORKERS_EACH = 3

interface Setup extends Counted {
  readonly barrier: SharedArrayBuffer
}

/** One thread's. */
interface Measured {
  /** Nanoseconds an add. */
  readonly time: number
  readonly adds: number
  /** Lost CAS or waits, over all adds. */
  readonly contention: number
  /** When all threads were done. */
  readonly value: number
}

export const counters: readonly BenchCase[] = THREADS.map(countersCase)

function countersCase(threads: number): BenchCase {
  const name = `${threads} ${threads === 1 ? 'thread' : 'threads'}`
  return defineCase<Setup, Measured>({
    claims: claimsOf(name, threads > 1),
    rounds: WAYS.length * WORKERS_EACH,
    workers: threads,
    create(round) {
      const atomic = new SharedCounter()
      const striped = new SharedCounter({ striped: true })
      const setup = {
        way: wayIn(round),
        lock: new LockedCounter().buffer,
        atomic: atomic.handle,
        striped: striped.handle,
        barrier: new SharedArrayBuffer(BARRIER_BYTES),
      }
      return { setup, owned: [atomic, striped] }
    },
    measure: (setup) => measure(sideOf(setup), new Barrier(setup.barrier, threads)),
    conclude(results) {
      for (const measured of results) checkSum(measured)
      const times = OURS.map((way) => figuresOf(results, way, timeOf))
      const contention = OURS.map((way) => figuresOf(results, way, contentionOf))
      return threads > 1 ? [...times, ...contention] : times
    },
  })
}

/** Each in workers of its own: a call that has seen the functions of two counters is slower than one that has seen one. */
function wayIn(round: number): Way {
  return WAYS[round % WAYS.length] ?? 'locked'
}

function claimsOf(name: string, isContended: boolean): Claim[] {
  const times = OURS.map(
    (way): Claim => ({ name: `counters: add, ${name}, ${way}`, rival: 'lock + int', unit: 'ns' }),
  )
  const contention = OURS.map(
    (way): Claim => ({
      name: `counters: lost CAS in 1,000 adds, ${name}, ${way}`,
      rival: 'lock + int: waits',
      unit: 'count',
    }),
  )
  return isContended ? [...times, ...contention] : times
}

/** All threads add at the same time; between the turns each waits for the last. */
function measure(side: CountingSide, barrier: Barrier): Measured {
  let adds = 0
  const run = (): number => {
    adds += side.operations
    return side.run()
  }
  const turn = (): number => {
    barrier.pass()
    return timeTurn({ ...side, run })
  }
  for (let round = 0; round < WARM_ROUNDS; round++) turn()
  const time = median(Array.from({ length: ROUNDS }, turn))
  barrier.pass()
  return { time, adds, ...side.finish() }
}

/** A counter that lost an add has no speed. */
function checkSum(threads: readonly Measured[]): void {
  const adds = threads.reduce((sum, measured) => sum + measured.adds, 0)
  for (const { value } of threads) expectEqual(value, adds)
}

function figuresOf(
  rounds: readonly (readonly Measured[])[],
  way: Way,
  figureOf: (threads: readonly Measured[]) => number,
): Figures {
  const of = (which: Way): number =>
    median(rounds.filter((_, round) => wayIn(round) === which).map(figureOf))
  return { ours: of(way), rival: of('locked') }
}

function timeOf(threads: readonly Measured[]): number {
  return together(threads.map(({ time }) => time))
}

function contentionOf(threads: readonly Measured[]): number {
  const adds = threads.reduce((sum, measured) => sum + measured.adds, 0)
  return threads.reduce((sum, { contention }) => sum + contention, 0) / (adds / PER)
}
