/**
 * A worker that answers lookups of random cities and counts each visit by country. It checks every record it gets
 * against a digest, and keeps its account on its board. Between short turns it lets its event loop run, as a server does.
 */
import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks'
import { parentPort, workerData } from 'node:worker_threads'
import { SharedMap, type SharedMapHandle } from 'selvedge'
import { liveHeapBytes } from '../../bench/measure/heap.ts'
import { xorshift32 } from '../../bench/workload/random.ts'
import { Board, STOP, WRITE } from './board.ts'
import { type City, digestOf, keyOf } from './dataset.ts'

export interface LookupWorkerData {
  readonly cities: SharedMapHandle<string, City>
  readonly visits: SharedMapHandle<string, number>
  readonly digests: Int32Array<SharedArrayBuffer>
  readonly countries: readonly string[]
  readonly board: SharedArrayBuffer
  readonly seed: number
}

export type LookupWorkerMessage =
  | { readonly kind: 'attached'; readonly attachMs: number }
  | { readonly kind: 'stopped'; readonly heapBytes: number; readonly gcPauseMs: number }

const LOOKUPS_PER_TURN = 2_000

const data: LookupWorkerData = workerData
const heapBefore = liveHeapBytes()
const start = performance.now()
const cities = SharedMap.attach(data.cities)
const attachMs = performance.now() - start
const visits = SharedMap.attach(data.visits)
const board = new Board(data.board, data.countries.length)
const countryIndex = new Map(data.countries.map((country, index) => [country, index]))
const random = xorshift32(data.seed)

let gcPauseMs = 0
const collections = new PerformanceObserver((list) => notePauses(list.getEntries()))
collections.observe({ entryTypes: ['gc'] })

send({ kind: 'attached', attachMs })
turn()

function turn(): void {
  for (let i = 0; i < LOOKUPS_PER_TURN && board.order !== STOP; i++) {
    const city = lookUp(random() % data.digests.length)
    do countVisit(city?.country ?? '')
    while (board.order === WRITE)
  }
  if (board.order === STOP) stop()
  else setImmediate(turn)
}

function lookUp(index: number): City | undefined {
  const key = keyOf(index)
  const asked = performance.now()
  const city = cities.get(key)
  board.times.recordMs(performance.now() - asked)
  board.countLookup(city !== undefined && digestOf(city) === data.digests[index])
  return city
}

/** Begun before, acknowledged after: whatever instruction a kill comes at, the account says what the map may hold. */
function countVisit(country: string): void {
  const index = countryIndex.get(country)
  if (index === undefined) return
  board.begin(index)
  visits.increment(country)
  board.acknowledge(index)
}

function notePauses(entries: readonly PerformanceEntry[]): void {
  for (const { duration } of entries) gcPauseMs = Math.max(gcPauseMs, duration)
}

/** The pauses are read before the heap is measured, since that collects garbage too. */
function stop(): void {
  notePauses(collections.takeRecords())
  collections.disconnect()
  send({ kind: 'stopped', heapBytes: liveHeapBytes() - heapBefore, gcPauseMs })
  cities.close()
  visits.close()
}

function send(message: LookupWorkerMessage): void {
  parentPort?.postMessage(message)
}
