/** A worker as it is without a shared map: it loads all records into a `Map` of its own, and says what that costs. */
import { parentPort } from 'node:worker_threads'
import { liveHeapBytes } from '../../bench/measure/heap.ts'
import { type City, keyOf, readCities } from './dataset.ts'

export interface CopyWorkerMessage {
  readonly records: number
  readonly loadMs: number
  readonly heapBytes: number
}

const heapBefore = liveHeapBytes()
const start = performance.now()
const cities = new Map<string, City>(readCities().map((city, index) => [keyOf(index), city]))
const loadMs = performance.now() - start
const heapBytes = liveHeapBytes() - heapBefore
const message: CopyWorkerMessage = { records: cities.size, loadMs, heapBytes }
parentPort?.postMessage(message)
