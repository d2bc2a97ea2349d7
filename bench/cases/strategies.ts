/**
 * The strategies against each other, where they differ: several threads at once on the same keys, half gets and half sets of
 * numbers, which no near cache serves; and the slowest of many inserts by more threads than there are cores.
 */
import { SharedMap, type SharedMapHandle } from 'selvedge'
import { type BenchCase, type Claim, defineCase, type Figures } from '../case.ts'
import { BARRIER_BYTES, Barrier } from '../measure/barrier.ts'
import { HISTOGRAM_WORDS, Histogram } from '../measure/histogram.ts'
import { median } from '../measure/median.ts'
import { expectEqual, type Side, timeTurn } from '../measure/paired.ts'
import { together } from '../measure/together.ts'
import { hasJava, measureSynchronizedMap } from '../rivals/java.ts'
import { numberKey, numberKeys } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

type Handle = SharedMapHandle<number, number>

const COMPARED = ['lock-free', 'rwlock', 'sharded'] as const
type Compared = (typeof COMPARED)[number]

interface Setup {
  readonly handles: Readonly<Record<Compared, Handle>>
  readonly barrier: SharedArrayBuffer
}

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

const INSERTING_THREADS = 8
const INSERTS = 1_000_000
const TAIL = 'strategies: 1 M sets from 8 threads, P99.99'
/** The article's: 86.4 ms with a global lock, 8.9 ms without. */
const ARTICLES_RATIO = 9.7

export const strategies: readonly BenchCase[] = [
  defineCase<Setup, ByStrategy>({
    claims: [
      { name: MIXED, rival: 'rwlock', target: 1 / 1.8, unit: 'ns' },
      { name: `${MIXED}, against shards`, rival: 'sharded', target: 1, unit: 'ns' },
      ...(hasJava() ? [JAVA] : []),
    ],
    rounds: 3,
    workers: THREADS,
    create: () => created(2 ** 24, numberKeys(COUNT)),
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
  defineCase<Setup, Record<Compared, Uint32Array>>({
    claims: [
      { name: TAIL, rival: 'rwlock', target: 1 / ARTICLES_RATIO, unit: 'ns' },
      { name: `${TAIL}, against shards`, rival: 'sharded', target: 1, unit: 'ns' },
    ],
    rounds: 3,
    workers: INSERTING_THREADS,
    create: () => created(2 ** 28, []),
    measure({ handles, barrier }, worker) {
      const all = new Barrier(barrier, INSERTING_THREADS)
      return byStrategy((strategy) => {
        const map = SharedMap.attach(handles[strategy])
        all.pass()
        const times = insertShare(map, worker)
        all.pass()
        return times
      })
    },
    conclude(results) {
      const figures = byStrategy((strategy) =>
        median(results.map((threads) => tailOf(threads.map((times) => times[strategy])))),
      )
      return [
        { ours: figures['lock-free'], rival: figures.rwlock },
        { ours: figures['lock-free'], rival: figures.sharded },
      ]
    },
  }),
]

function byStrategy<T>(make: (strategy: Compared) => T): Record<Compared, T> {
  return {
    'lock-free': make('lock-free'),
    rwlock: make('rwlock'),
    sharded: make('sharded'),
  }
}

function created(
  maxBytes: number,
  keys: readonly number[],
): { setup: Setup; owned: SharedMap<number, number>[] } {
  const maps = byStrategy((strategy) => {
    const map = new SharedMap<number, number>({ strategy, maxBytes })
    for (const key of keys) map.set(key, key)
    return map
  })
  const handles = byStrategy((strategy) => maps[strategy].handle)
  const barrier = new SharedArrayBuffer(BARRIER_BYTES)
  return { setup: { handles, barrier }, owned: COMPARED.map((strategy) => maps[strategy]) }
}

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

/** This thread's part of the inserts: how long each took. */
function insertShare(map: SharedMap<number, number>, worker: number): Uint32Array {
  const counts = new Uint32Array(HISTOGRAM_WORDS)
  const times = new Histogram(counts)
  let last = performance.now()
  for (let n = worker; n < INSERTS; n += INSERTING_THREADS) {
    map.set(numberKey(n), n)
    const now = performance.now()
    times.recordMs(now - last)
    last = now
  }
  return counts
}

function tailOf(threads: readonly Uint32Array[]): number {
  const all = new Histogram()
  for (const counts of threads) all.add(new Histogram(counts))
  return all.percentileNs(0.9999)
}
