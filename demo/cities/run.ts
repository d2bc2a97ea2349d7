/** The whole story: fill one map, let workers use it, kill one of them, replace it, and settle the accounts. */
import { setTimeout } from 'node:timers/promises'
import { SharedMap } from 'selvedge'
import { formatCount } from '../../bench/measure/format.ts'
import { Histogram } from '../../bench/measure/histogram.ts'
import { median } from '../../bench/measure/median.ts'
import { type Audit, audit } from './audit.ts'
import { measureCopy } from './copies.ts'
import { Member } from './crew.ts'
import { type City, countriesOf, digestsOf, keyOf, readCities } from './dataset.ts'
import type { Figures } from './figures.ts'
import type { DemoOptions } from './options.ts'
import type { Progress } from './progress.ts'

export async function run(options: DemoOptions, progress: Progress): Promise<Figures> {
  progress.show('filling one SharedMap ...')
  const { cities, fillMs, digests, countries } = fill()
  const visits = new SharedMap<string, number>({ name: 'visits' })

  progress.show('measuring a Map in a worker ...')
  const copy = await measureCopy()

  const shared = { cities: cities.handle, visits: visits.handle, digests, countries }
  const crew = Array.from({ length: options.workers }, (_, seed) => new Member(shared, seed + 1))
  const attachMs = await Promise.all(crew.map((member) => member.attached()))

  const start = performance.now()
  const half = (options.seconds * 1_000) / 2
  const lookups = (): string => `${formatCount(sumOf(crew, lookupsOf))} lookups`
  await progress.during(setTimeout(half), lookups)
  const [victim, ...survivors] = crew
  const killed = (await victim?.killWhileWriting()) === true ? 1 : 0
  const successor = new Member(shared, crew.length + 1)
  crew.push(successor)
  attachMs.push(await successor.attached())
  await progress.during(setTimeout(half), () => `${lookups()}, one worker killed and replaced`)
  const seconds = (performance.now() - start) / 1_000

  progress.show('settling the accounts ...')
  const reports = await Promise.all([...survivors, successor].map((member) => member.stop()))
  const accounts = settle(visits, countries, crew)
  cities.verify()
  visits.verify()
  const times = new Histogram()
  for (const { board } of crew) times.add(board.times)
  const figures: Figures = {
    records: cities.size,
    workers: options.workers,
    seconds,
    lookups: sumOf(crew, lookupsOf),
    lookupsPerSecond: sumOf(crew, lookupsOf) / seconds,
    wrong: sumOf(crew, ({ board }) => board.wrong),
    visits: accounts.acknowledged,
    killed,
    inFlight: accounts.inFlight,
    lost: accounts.lost,
    invented: accounts.invented,
    sharedBytes:
      cities.stats().committedBytes +
      visits.stats().committedBytes +
      sumOf(reports, (report) => report.heapBytes),
    copiesBytes: copy.heapBytes * options.workers,
    fillMs,
    attachMs: median(attachMs),
    loadPerWorkerMs: copy.loadMs,
    lookupP50Ns: times.percentileNs(0.5),
    lookupP999Ns: times.percentileNs(0.999),
    lookupMaxNs: times.maxNs,
    gcPauseMs: Math.max(...reports.map((report) => report.gcPauseMs)),
  }
  cities.close()
  visits.close()
  progress.clear()
  return figures
}

/** The parsed data set is garbage once this returns: only the shared map holds the cities. */
function fill(): {
  cities: SharedMap<string, City>
  fillMs: number
  digests: Int32Array<SharedArrayBuffer>
  countries: string[]
} {
  const start = performance.now()
  const parsed = readCities()
  const cities = new SharedMap<string, City>({ name: 'cities' })
  cities.setMany(parsed.map((city, index) => [keyOf(index), city]))
  const fillMs = performance.now() - start
  return { cities, fillMs, digests: digestsOf(parsed), countries: countriesOf(parsed) }
}

function settle(
  visits: SharedMap<string, number>,
  countries: readonly string[],
  crew: readonly Member[],
): Audit {
  return audit(
    countries.map((country, index) => ({
      counted: visits.get(country) ?? 0,
      tallies: crew.map(({ board }) => ({
        begun: board.begun(index),
        acknowledged: board.acknowledged(index),
      })),
    })),
  )
}

function lookupsOf({ board }: Member): number {
  return board.lookups
}

function sumOf<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + numberOf(item), 0)
}
