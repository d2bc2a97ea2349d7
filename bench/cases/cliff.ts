/**
 * What it costs to learn that a number key is not there: with lock-free about what a hit costs; with sync-map the one lock of
 * the map, as long as it has new keys, which is the cliff of Go's sync.Map.
 */
import { SharedMap, type SharedMapHandle, type StrategyName } from 'selvedge'
import { type BenchCase, type Created, defineCase } from '../case.ts'
import { BARRIER_BYTES, Barrier } from '../measure/barrier.ts'
import { median } from '../measure/median.ts'
import { expectEqual, type Side, timeTurn } from '../measure/paired.ts'
import { pairCase } from '../pair-case.ts'
import { numberKey, numberKeys } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

type NumberMap = SharedMap<number, number>

interface Setup {
  readonly handle: SharedMapHandle<number, number>
  readonly barrier: SharedArrayBuffer
}

interface Times {
  readonly hit: number
  readonly miss: number
}

const COUNT = 1_000
const PASSES = passesOver(COUNT)
const THREADS = 2
const WARM_ROUNDS = 2
const ROUNDS = 7
/** Look-ups between new keys, of which there is one for nearly each segment: so few that none of these is promoted. */
const LOOKUPS = 500
const NEW_KEYS = 32
/** The same number of keys beyond those of the map that no thread ever sets. */
const ABSENT = COUNT
const FIRST_NEW = 10 * COUNT

export const cliff: readonly BenchCase[] = [
  pairCase({
    name: 'strategies: number miss, lock-free',
    rival: 'its hit',
    target: 1.5,
    create: () => created('lock-free'),
    sides: ({ handle }) => ({
      ours: missing(SharedMap.attach(handle)),
      rival: hitting(SharedMap.attach(handle)),
    }),
  }),
  defineCase<Setup, Times>({
    claims: [
      {
        name: 'strategies: number hit, sync-map, 2 threads',
        rival: 'its miss beside new keys',
        target: 0.5,
        unit: 'ns',
      },
    ],
    rounds: 3,
    workers: THREADS,
    create: () => created('sync-map'),
    measure({ handle, barrier }, worker) {
      const map = SharedMap.attach(handle)
      return takeTurns(hitting(map), missingBesideNew(map, worker), new Barrier(barrier, THREADS))
    },
    conclude(results) {
      const times = results.flat()
      return [
        { ours: median(times.map(({ hit }) => hit)), rival: median(times.map(({ miss }) => miss)) },
      ]
    },
  }),
]

function created(strategy: StrategyName): Created<Setup> {
  const map = new SharedMap<number, number>({ strategy })
  for (const key of numberKeys(COUNT)) map.set(key, key)
  // A walk promotes what is new.
  expectEqual([...map.keys()].length, COUNT)
  const barrier = new SharedArrayBuffer(BARRIER_BYTES)
  return { setup: { handle: map.handle, barrier }, owned: [map] }
}

/** All threads do the same at the same time. */
function takeTurns(hits: Side, misses: Side, barrier: Barrier): Times {
  const turn = (side: Side): number => {
    barrier.pass()
    return timeTurn(side)
  }
  const round = (): Times => ({ hit: turn(hits), miss: turn(misses) })
  for (let i = 0; i < WARM_ROUNDS; i++) round()
  const rounds = Array.from({ length: ROUNDS }, round)
  return { hit: median(rounds.map(({ hit }) => hit)), miss: median(rounds.map(({ miss }) => miss)) }
}

function hitting(map: NumberMap): Side {
  const order = shuffled(numberKeys(COUNT))
  return {
    operations: PASSES * COUNT,
    run: () => {
      let found = 0
      for (let pass = 0; pass < PASSES; pass++) {
        for (const key of order) if (map.get(key) !== undefined) found++
      }
      return found
    },
    check: (found) => expectEqual(found, PASSES * COUNT),
  }
}

function absentKeys(): number[] {
  return shuffled(Array.from({ length: ABSENT }, (_, n) => numberKey(COUNT + n)))
}

function missing(map: NumberMap): Side {
  const absent = absentKeys()
  return {
    operations: PASSES * ABSENT,
    run: () => {
      let misses = 0
      for (let pass = 0; pass < PASSES; pass++) {
        for (const key of absent) if (map.get(key) === undefined) misses++
      }
      return misses
    },
    check: (misses) => expectEqual(misses, PASSES * ABSENT),
  }
}

function missingBesideNew(map: NumberMap, worker: number): Side {
  const absent = absentKeys().slice(0, LOOKUPS)
  let fresh = FIRST_NEW + worker
  return {
    operations: LOOKUPS,
    prepare() {
      for (let i = 0; i < NEW_KEYS; i++) {
        map.set(numberKey(fresh), 0)
        fresh += THREADS
      }
    },
    run: () => {
      let misses = 0
      for (const key of absent) if (map.get(key) === undefined) misses++
      return misses
    },
    check: (misses) => expectEqual(misses, LOOKUPS),
  }
}
