/**
 * The slowest of a million sets by more threads than there are cores: of fresh keys, which takes half a second, and of ten
 * thousand known ones, which takes a tenth of that. While a thread has no core its call stands still, whatever the
 * strategy; but whoever has a lock then holds up the others as well.
 */
import { SharedMap } from 'selvedge'
import { type BenchCase, defineCase } from '../case.ts'
import { Barrier } from '../measure/barrier.ts'
import { HISTOGRAM_WORDS, Histogram } from '../measure/histogram.ts'
import { median } from '../measure/median.ts'
import { byStrategy, type Compared, type ComparedMaps, compared } from '../workload/compared.ts'
import { numberKey, numberKeys } from '../workload/keys.ts'

const THREADS = 8
const SETS = 1_000_000
/** A prime: so all threads set all keys. */
const KNOWN = 10_007
/** The article's: 86.4 ms with a global lock, 8.9 ms without. */
const ARTICLES_RATIO = 9.7

export const tail: readonly BenchCase[] = [
  tailCase('strategies: 1 M sets from 8 threads, P99.99', SETS),
  tailCase('strategies: 1 M sets of 10 k keys from 8 threads, P99.99', KNOWN),
]

/** Of `keys` keys: of all those that there are to be set, none is there before. */
function tailCase(name: string, keys: number): BenchCase {
  return defineCase<ComparedMaps, Record<Compared, Uint32Array>>({
    claims: [
      { name, rival: 'rwlock', target: 1 / ARTICLES_RATIO, unit: 'ns' },
      { name: `${name}, against shards`, rival: 'sharded', target: 1, unit: 'ns' },
    ],
    rounds: 3,
    workers: THREADS,
    create: () => compared(2 ** 28, keys < SETS ? numberKeys(keys) : []),
    measure({ handles, barrier }, worker) {
      const all = new Barrier(barrier, THREADS)
      warmUp(worker)
      return byStrategy((strategy) => {
        const map = SharedMap.attach(handles[strategy])
        all.pass()
        const times = setShare(map, worker, keys)
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
  })
}

/** On maps of this thread's own: what is measured is not the compiler. */
function warmUp(worker: number): void {
  byStrategy((strategy) => {
    const map = new SharedMap<number, number>({ strategy, maxBytes: 2 ** 24 })
    setShare(map, worker, KNOWN)
    map.close()
  })
}

/** This thread's part of the sets: how long each took. */
function setShare(map: SharedMap<number, number>, worker: number, keys: number): Uint32Array {
  const counts = new Uint32Array(HISTOGRAM_WORDS)
  const times = new Histogram(counts)
  let last = performance.now()
  for (let n = worker; n < SETS; n += THREADS) {
    map.set(numberKey(n % keys), n)
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
