/**
 * What a second thread brings, against what it brings to a plain `Map` in each thread, which shares nothing: cores share
 * caches, memory and clock, so not even that doubles. Two warm workers on distinct keys take turns: each alone, then both.
 */
import { SharedMap, type SharedMapHandle } from 'selvedge'
import { type BenchCase, defineCase } from '../case.ts'
import { BARRIER_BYTES, Barrier } from '../measure/barrier.ts'
import { gainOf, type Turns } from '../measure/gain.ts'
import { median } from '../measure/median.ts'
import { expectEqual, type Side, timeTurn } from '../measure/paired.ts'
import { ValueCycle } from '../workload/cycle.ts'
import { filled } from '../workload/filled.ts'
import { stringKeys, stringValues } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

const COUNT_EACH = 1_000
const WORKERS = 2
const PASSES = passesOver(COUNT_EACH)
const OPERATIONS = PASSES * COUNT_EACH
const WARM_ROUNDS = 3
const ROUNDS = 11

export const twoThreads: readonly BenchCase[] = [
  twoThreadsCase('string get, time with 2 threads, 1 k keys each', 0.95, getSides),
  twoThreadsCase('string set, time with 2 threads, 1 k keys each', 0.85, setSides),
]

interface Setup {
  readonly handle: SharedMapHandle<string, string>
  readonly barrier: SharedArrayBuffer
}

interface Sides {
  readonly shared: Side
  readonly plain: Side
}

/** Ours is the time for one operation of two threads; the rival's is what it were if ours gained as a plain Map does. */
function twoThreadsCase(
  name: string,
  share: number,
  sidesOf: (map: SharedMap<string, string>, keys: string[]) => Sides,
): BenchCase {
  return defineCase<Setup, { shared: Turns; plain: Turns }>({
    claims: [{ name, rival: "with a plain Map's gain", target: 1 / share, unit: 'ns' }],
    rounds: 3,
    workers: WORKERS,
    create() {
      const values = stringValues(COUNT_EACH * WORKERS)
      const { setup, owned } = filled<string, string>(
        stringKeys(COUNT_EACH * WORKERS),
        (n) => values[n] ?? '',
      )
      return { setup: { ...setup, barrier: new SharedArrayBuffer(BARRIER_BYTES) }, owned }
    },
    measure({ handle, barrier }, worker) {
      const mine = shuffled(stringKeys(COUNT_EACH * WORKERS)).slice(
        worker * COUNT_EACH,
        (worker + 1) * COUNT_EACH,
      )
      return takeTurns(
        sidesOf(SharedMap.attach(handle), mine),
        worker,
        new Barrier(barrier, WORKERS),
      )
    },
    conclude(results) {
      const shared = gainOf(results.map((pair) => pair.map((result) => result.shared)))
      const plain = gainOf(results.map((pair) => pair.map((result) => result.plain)))
      return [{ ours: shared.together, rival: (shared.together * shared.gain) / plain.gain }]
    },
  })
}

/** Both workers walk the same schedule; in a turn that is not its own, a worker sleeps at the barrier. */
function takeTurns(
  sides: Sides,
  worker: number,
  barrier: Barrier,
): { shared: Turns; plain: Turns } {
  const timesOf = (side: Side): { alone: number; together: number } => {
    let alone = 0
    for (let turn = 0; turn < WORKERS; turn++) {
      barrier.pass()
      if (turn === worker) alone = timeTurn(side)
    }
    barrier.pass()
    const together = timeTurn(side)
    return { alone, together }
  }
  for (let round = 0; round < WARM_ROUNDS; round++) {
    timesOf(sides.shared)
    timesOf(sides.plain)
  }
  const rounds = Array.from({ length: ROUNDS }, () => ({
    shared: timesOf(sides.shared),
    plain: timesOf(sides.plain),
  }))
  return {
    shared: mediansOf(rounds.map((round) => round.shared)),
    plain: mediansOf(rounds.map((round) => round.plain)),
  }
}

function mediansOf(rounds: readonly Turns[]): Turns {
  return {
    alone: median(rounds.map((round) => round.alone)),
    together: median(rounds.map((round) => round.together)),
  }
}

function getSides(map: SharedMap<string, string>, keys: string[]): Sides {
  const values = stringValues(COUNT_EACH)
  const plain = new Map(keys.map((key, n) => [key, values[n] ?? '']))
  const check = (characters: number): void => expectEqual(characters, OPERATIONS * 32)
  return {
    shared: {
      operations: OPERATIONS,
      run: () => {
        let characters = 0
        for (let pass = 0; pass < PASSES; pass++) {
          for (const key of keys) characters += map.get(key)?.length ?? 0
        }
        return characters
      },
      check,
    },
    plain: {
      operations: OPERATIONS,
      run: () => {
        let characters = 0
        for (let pass = 0; pass < PASSES; pass++) {
          for (const key of keys) characters += plain.get(key)?.length ?? 0
        }
        return characters
      },
      check,
    },
  }
}

function setSides(map: SharedMap<string, string>, keys: string[]): Sides {
  const plain = new Map(keys.map((key) => [key, key]))
  const last = keys.at(-1) ?? ''
  const sharedValues = new ValueCycle()
  const plainValues = new ValueCycle()
  return {
    shared: {
      operations: OPERATIONS,
      run: () => {
        for (let pass = 0; pass < PASSES; pass++) {
          for (const key of keys) map.set(key, sharedValues.take())
        }
        return map.size
      },
      check: () => expectEqual(map.get(last), sharedValues.latest),
    },
    plain: {
      operations: OPERATIONS,
      run: () => {
        for (let pass = 0; pass < PASSES; pass++) {
          for (const key of keys) plain.set(key, plainValues.take())
        }
        return plain.size
      },
      check: () => expectEqual(plain.get(last), plainValues.latest),
    },
  }
}
