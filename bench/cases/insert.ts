/**
 * Inserting 2 M fresh string keys, each insert timed by itself: growth must not show as a pause, where a plain `Map`
 * stands still to rehash. Keys are built in chunks between the timed parts.
 */
import { SharedMap, type SharedMapHandle } from 'selvedge'
import { type BenchCase, defineCase } from '../case.ts'
import { Histogram } from '../measure/histogram.ts'
import { median } from '../measure/median.ts'
import { expectEqual } from '../measure/paired.ts'
import { stringKey, stringValues } from '../workload/keys.ts'

const COUNT = 2_000_000
const CHUNK = 100_000
const NS_PER_MS = 1e6

interface Inserted {
  /** Nanoseconds, on average over all inserts. */
  readonly mean: number
  readonly plainMean: number
  readonly p9999: number
  readonly p99999: number
}

export const insert: readonly BenchCase[] = [
  defineCase<{ handle: SharedMapHandle<string, string> }, Inserted>({
    claims: [
      { name: 'insert 2 M fresh string keys, mean', rival: 'Map', target: 3, unit: 'ns' },
      { name: 'insert 2 M fresh string keys, P99.99', rival: 'limit', target: 1, unit: 'ns' },
      { name: 'insert 2 M fresh string keys, P99.999', rival: 'limit', target: 1, unit: 'ns' },
    ],
    rounds: 3,
    workers: 1,
    create() {
      const map = new SharedMap<string, string>({ maxBytes: 2 ** 30 })
      return { setup: { handle: map.handle }, owned: [map] }
    },
    measure({ handle }) {
      const shared = SharedMap.attach(handle)
      const histogram = new Histogram()
      const mean = insertAll((keys) => insertShared(shared, keys, histogram))
      expectEqual(shared.size, COUNT)
      const plain = new Map<string, string>()
      const plainHistogram = new Histogram()
      const plainMean = insertAll((keys) => insertPlain(plain, keys, plainHistogram))
      expectEqual(plain.size, COUNT)
      return {
        mean,
        plainMean,
        p9999: histogram.percentileNs(0.9999),
        p99999: histogram.percentileNs(0.99999),
      }
    },
    conclude(results) {
      const rounds = results.flat()
      return [
        {
          ours: median(rounds.map((round) => round.mean)),
          rival: median(rounds.map((round) => round.plainMean)),
        },
        { ours: median(rounds.map((round) => round.p9999)), rival: 1 * NS_PER_MS },
        { ours: median(rounds.map((round) => round.p99999)), rival: 5 * NS_PER_MS },
      ]
    },
  }),
]

/** Returns the nanoseconds per insert, without the time that building the keys took. */
function insertAll(insertChunk: (keys: string[]) => number): number {
  let elapsed = 0
  for (let from = 0; from < COUNT; from += CHUNK) {
    elapsed += insertChunk(Array.from({ length: CHUNK }, (_, i) => stringKey(from + i)))
  }
  return (elapsed * NS_PER_MS) / COUNT
}

const value: string = stringValues(1)[0] ?? ''

/** Returns the milliseconds for all keys. One reading of the clock ends an insert and starts the next. */
function insertShared(map: SharedMap<string, string>, keys: string[], times: Histogram): number {
  const start = performance.now()
  let last = start
  for (const key of keys) {
    map.set(key, value)
    const now = performance.now()
    times.recordMs(now - last)
    last = now
  }
  return last - start
}

function insertPlain(map: Map<string, string>, keys: string[], times: Histogram): number {
  const start = performance.now()
  let last = start
  for (const key of keys) {
    map.set(key, value)
    const now = performance.now()
    times.recordMs(now - last)
    last = now
  }
  return last - start
}
