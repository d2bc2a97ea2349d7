/**
 * The strategies against each other, where they differ: several threads at once on the same keys, half gets and half sets of
 * numbers, which no near cache serves.
 */
import { SharedMap } from 'selvedge'
import { type BenchCase, type Claim, defineCase, type Figures } from '../case.ts'
import { Barrier } from '../measure/barrier.ts'
import { median } from '../measure/median.ts'
import { expectEqual, type Side, timeTurn } from '../measure/paired.ts'
import { together } from '../measure/together.ts'
import { hasJava, measureSynchronizedMap } from '../rivals/java.ts'
import {
  byStrategy,
  type Compared,
  type ComparedMaps,
  compared,
  type Handle,
} from '../workload/compared.ts'
import { numberKeys } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

/** A figure of each strategy. */
type ByStrategy = Record<Compared, number>

const COUNT = 1_000
const PASSES = passesOver(COUNT)
const THREADS = 2
const WARM_ROUNDS = 4
const ROUNDS = 11
const MIXED = 'strategies: number get and set, 2 threads'
const JAVA: Claim = {
  name: `${MIXED}, rwlock`,
  rival: "Java's synchronized HashMap",
  target: 2,
  unit: 'ns',
}

export const strategies: readonly BenchCase[] = [
  defineCase<ComparedMaps, ByStrategy>({
    claims: [
      { name: MIXED, rival: 'rwlock', target: 1 / 1.8, unit: 'ns' },
      { name: `${MIXED}, against shards`, rival: 'sharded', target: 1, unit: 'ns' },
      ...(hasJava() ? [JAVA] : []),
    ],
    rounds: 3,
    workers: THREADS,
    create: () => compared(2 ** 24, numberKeys(COUNT)),
    measure({ handles, barrier }, worker) {
      const sides = byStrategy((strategy) => mixedSide(handles[strategy], worker))
      return takeTurns(sides, new Barrier(barrier, THREADS))
    },
    conclude(results) {
      const figures = byStrategy((strategy) =>
        median(results.map((threads) => together(threads.map((times) => times[strategy])))),
      )
      const java = (): Figures[] => [
        { ours: figures.rwlock, rival: measureSynchronizedMap(THREADS, numberKeys(COUNT)) },
      ]
      return [
        { ours: figures['lock-free'], rival: figures.rwlock },
        { ours: figures['lock-free'], rival: figures.sharded },
        ...(hasJava() ? java() : []),
      ]
    },
  }),
]

function mixedSide(handle: Handle, worker: number): Side {
  const map = SharedMap.attach(handle)
  const order = shuffled(numberKeys(COUNT), worker + 1)
  let value = 0
  return {
    operations: PASSES * COUNT,
    run: () => {
      let found = 0
      for (let pass = 0; pass < PASSES; pass++) {
        for (let i = 0; i < COUNT; i += 2) {
          if (map.get(order[i] ?? 0) !== undefined) found++
          map.set(order[i + 1] ?? 0, ++value)
        }
      }
      return found
    },
    check: (found) => expectEqual(found, (PASSES * COUNT) / 2),
  }
}

/** All threads run the same strategy at the same time. Nanoseconds for one operation of this thread. */
function takeTurns(sides: Record<Compared, Side>, barrier: Barrier): ByStrategy {
  const turn = (strategy: Compared): number => {
    barrier.pass()
    return timeTurn(sides[strategy])
  }
  for (let round = 0; round < WARM_ROUNDS; round++) byStrategy(turn)
  const rounds = Array.from({ length: ROUNDS }, () => byStrategy(turn))
  return byStrategy((strategy) => median(rounds.map((round) => round[strategy])))
}
