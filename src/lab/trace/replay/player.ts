/** Does the operations of batches to a map, and takes the time of each call. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { keyBytes, keyStartOf, type TraceLines } from '../batch.ts'
import { GET, SET } from '../text/operation.ts'
import { Filler } from './filler.ts'
import type { ReplayTally } from './protocol.ts'

/** What a trace needs of a map. */
export interface ReplayedMap {
  get(key: string): string | undefined
  set(key: string, value: string): unknown
  delete(key: string): boolean
}

const UNTIMED = -1

export class Player {
  readonly #map: ReplayedMap
  readonly #fill: boolean
  readonly #filler = new Filler()
  readonly #latencies: RecordableHistogram = createHistogram()
  #gets = 0
  #sets = 0
  #deletes = 0
  #hits = 0
  #fills = 0
  #busyMs = 0

  readonly #timedEvery: number
  /** Calls until one is timed. */
  #untilTimed = 1

  /** Of so many calls of the map one is timed: the clock takes longer than many a call. */
  constructor(map: ReplayedMap, fill: boolean, timedEvery = 1) {
    this.#map = map
    this.#fill = fill
    this.#timedEvery = timedEvery
  }

  /** The lines from `from` to `end`. Keys and values are made before the clock is read. */
  play(batch: TraceLines, from = 0, end: number = batch.count): void {
    const begin = performance.now()
    const keys = keyBytes(batch)
    for (let at = from; at < end; at++) {
      const key = keys.toString('utf8', keyStartOf(batch, at), batch.keyEnds[at])
      const bytes = batch.valueBytes[at] ?? 0
      const op = batch.ops[at]
      if (op === GET) this.#get(key, bytes)
      else if (op === SET) {
        this.#set(key, bytes)
        this.#sets++
      } else this.#delete(key)
    }
    this.#busyMs += performance.now() - begin
  }

  get tally(): ReplayTally {
    return {
      gets: this.#gets,
      sets: this.#sets,
      deletes: this.#deletes,
      hits: this.#hits,
      misses: this.#gets - this.#hits,
      fills: this.#fills,
      busyMs: this.#busyMs,
      latencies: this.#latencies,
    }
  }

  #get(key: string, bytes: number): void {
    const start = this.#start()
    const found = this.#map.get(key)
    this.#stop(start)
    this.#gets++
    if (found !== undefined) this.#hits++
    else if (this.#fill) {
      this.#set(key, bytes)
      this.#fills++
    }
  }

  #set(key: string, bytes: number): void {
    const value = this.#filler.valueOf(bytes)
    const start = this.#start()
    this.#map.set(key, value)
    this.#stop(start)
  }

  #delete(key: string): void {
    const start = this.#start()
    this.#map.delete(key)
    this.#stop(start)
    this.#deletes++
  }

  /** When a call begins that is timed, else `UNTIMED`. */
  #start(): number {
    if (--this.#untilTimed > 0) return UNTIMED
    this.#untilTimed = this.#timedEvery
    return performance.now()
  }

  #stop(start: number): void {
    if (start === UNTIMED) return
    this.#latencies.record(Math.max(1, Math.round((performance.now() - start) * 1e6)))
  }
}
