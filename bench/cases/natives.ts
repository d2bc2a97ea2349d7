/**
 * What maps of other languages do, where threads share objects: 100 k keys, two threads that visit all of them, each in an
 * order of its own. Each side has a process or workers to itself, in turns with the other ones, and a loop without a clock.
 * Strings are found by others that say the same, on all sides, as those of a request are.
 */
import { SharedMap, type SharedMapHandle } from 'selvedge'
import { type BenchCase, type Claim, type Created, defineCase, type Figures } from '../case.ts'
import { BARRIER_BYTES, Barrier } from '../measure/barrier.ts'
import { median } from '../measure/median.ts'
import { expectEqual, type Side, timeTurn } from '../measure/paired.ts'
import { together } from '../measure/together.ts'
import { goRwMutexMap, goSyncMap, javaMap, type NativeMap, type What } from '../rivals/natives.ts'
import { ValueCycle } from '../workload/cycle.ts'
import { filled, nearCacheFor } from '../workload/filled.ts'
import { numberKeys, stringKeys, stringValues } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'

const COUNT = 100_000
const THREADS = 2
const WARM_TURNS = 4
const TURNS = 7
/** New workers and new processes for each. */
const ROUNDS = 3

export const natives: readonly BenchCase[] = [
  nativesCase(
    'number get hit, 100 k keys, 2 threads',
    'int-get',
    [
      [javaMap, 1],
      [goRwMutexMap, 1],
    ],
    () => withBarrier(filled<number, number>(numberKeys(COUNT), (n) => n)),
    numberGets,
  ),
  nativesCase(
    'string get hit, 100 k keys, 2 threads',
    'string-get',
    [
      [goSyncMap, 1],
      [javaMap, 1.5],
    ],
    stringMap,
    stringGets,
  ),
  nativesCase(
    'string set existing, 100 k keys, 2 threads',
    'string-set',
    [
      [goSyncMap, 1],
      [javaMap, 1.5],
    ],
    stringMap,
    stringSets,
  ),
]

interface Setup<T extends number | string> {
  readonly handle: SharedMapHandle<T, T>
  readonly barrier: SharedArrayBuffer
}

function nativesCase<T extends number | string>(
  name: string,
  what: What,
  rivals: readonly (readonly [map: NativeMap, target: number])[],
  create: () => Created<Setup<T>>,
  sideOf: (handle: SharedMapHandle<T, T>, worker: number) => Side,
): BenchCase {
  const claims = rivals.map(
    ([map, target]): Claim => ({
      name: `${name}, against ${map.name}`,
      rival: map.name,
      target,
      unit: 'ns',
      ...(map.missing === undefined ? {} : { missing: map.missing }),
    }),
  )
  const times: number[] = []
  const ours = defineCase<Setup<T>, number>({
    claims,
    rounds: 1,
    workers: THREADS,
    create,
    measure: ({ handle, barrier }, worker) =>
      timeOf(sideOf(handle, worker), new Barrier(barrier, THREADS)),
    conclude(results) {
      times.push(...results.map(together))
      return []
    },
  })
  return {
    claims,
    serve: () => ours.serve(),
    async run() {
      const present = rivals.map(([map]) => map).filter((map) => map.missing === undefined)
      if (present.length === 0) return []
      const theirs = new Map(present.map((map): [NativeMap, number[]] => [map, []]))
      for (let round = 0; round < ROUNDS; round++) {
        await ours.run()
        for (const [map, figures] of theirs) figures.push(map.measure(what, COUNT, THREADS))
      }
      return rivals.map(([map]) => figuresOf(times, theirs.get(map)))
    },
  }
}

function figuresOf(ours: readonly number[], rival: readonly number[] = []): Figures | undefined {
  return rival.length === 0 ? undefined : { ours: median(ours), rival: median(rival) }
}

/** Nanoseconds for one operation of this thread, while the others do the same. */
function timeOf(side: Side, barrier: Barrier): number {
  const turn = (): number => {
    barrier.pass()
    return timeTurn(side)
  }
  for (let n = 0; n < WARM_TURNS; n++) turn()
  return median(Array.from({ length: TURNS }, turn))
}

function withBarrier<T extends number | string>({
  setup,
  owned,
}: Created<Pick<Setup<T>, 'handle'>>): Created<Setup<T>> {
  return { setup: { ...setup, barrier: new SharedArrayBuffer(BARRIER_BYTES) }, owned }
}

function stringMap(): Created<Setup<string>> {
  const values = stringValues(COUNT)
  return withBarrier(filled<string, string>(stringKeys(COUNT), (n) => values[n] ?? ''))
}

function numberGets(handle: SharedMapHandle<number, number>, worker: number): Side {
  const map = SharedMap.attach(handle)
  const order = shuffled(numberKeys(COUNT), worker + 1)
  return {
    operations: COUNT,
    run: () => {
      let sum = 0
      for (const key of order) sum += map.get(key) ?? Number.NaN
      return sum
    },
    check: (sum) => expectEqual(sum, (COUNT * (COUNT - 1)) / 2),
  }
}

function stringGets(handle: SharedMapHandle<string, string>, worker: number): Side {
  const map = seenBefore(handle)
  const order = shuffled(stringKeys(COUNT), worker + 1)
  return {
    operations: COUNT,
    run: () => {
      let characters = 0
      for (const key of order) characters += map.get(key)?.length ?? 0
      return characters
    },
    check: (characters) => expectEqual(characters, COUNT * 32),
  }
}

/** The near cache has other strings than those that are asked for, and in another order, as the rivals' maps have. */
function seenBefore(handle: SharedMapHandle<string, string>): SharedMap<string, string> {
  const map = SharedMap.attach(handle, nearCacheFor(COUNT))
  for (const key of stringKeys(COUNT)) map.get(key)
  return map
}

/** The other thread writes the same keys, so nobody can say what the last value is. */
function stringSets(handle: SharedMapHandle<string, string>, worker: number): Side {
  const map = SharedMap.attach(handle)
  const order = shuffled(stringKeys(COUNT), worker + 1)
  const values = new ValueCycle()
  return {
    operations: COUNT,
    run: () => {
      for (const key of order) map.set(key, values.take())
      return map.size
    },
    check: (size) => expectEqual(size, COUNT),
  }
}
