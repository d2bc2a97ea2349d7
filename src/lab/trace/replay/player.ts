/** Does the operations of batches to a map, and takes the time of each call. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { keyBytes, keyStartOf, type TraceBatch } from '../batch.ts'
import { GET, SET } from '../text/operation.ts'
import { Filler } from './filler.ts'
import type { ReplayTally } from './protocol.ts'

/** What a trace needs of a map. */
export interface ReplayedMap {
  get(key: string): string | undefined
  set(key: string, value: string): unknown
  delete(key: string): boolean
}

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

  constructor(map: ReplayedMap, fill: boolean) {
    this.#map = map
    this.#fill = fill
  }

  /** Keys and values are made before the clock is read. */
  play(batch: TraceBatch): void {
    const begin = performance.now()
    const keys = keyBytes(batch)
    for (let at = 0; at < batch.count; at++) {
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
    const start = performance.now()
    const found = this.#map.get(key)
    this.#record(performance.now() - start)
    this.#gets++
    if (found !== undefined) this.#hits++
    else if (this.#fill) {
      this.#set(key, bytes)
      this.#fills++
    }
  }

  #set(key: string, bytes: number): void {
    const value = this.#filler.valueOf(bytes)
    const start = performance.now()
    this.#map.set(key, value)
    this.#record(performance.now() - start)
  }

  #delete(key: string): void {
    const start = performance.now()
    this.#map.delete(key)
    this.#record(performance.now() - start)
    this.#deletes++
  }

  #record(ms: number): void {
    this.#latencies.record(Math.max(1, Math.round(ms * 1e6)))
  }
}
