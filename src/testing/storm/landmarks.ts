/**
 * Keys that are written once before the storm and never again. Whatever happens around them, a read finds them whole,
 * and an iteration meets each exactly once.
 */
import type { Actor } from './actor.ts'
import type { StormMap } from './map-source.ts'
import { describe, sameValue, writtenValue } from './value-pattern.ts'

export const LANDMARKS = 200
const FIRST_ID = 500_000
const SWELL_BLOCKS = 32
const SWELL_BYTES = 2 ** 16

export class Landmarks {
  readonly #actor: Actor
  readonly #map: StormMap

  constructor(actor: Actor, map: StormMap) {
    this.#actor = actor
    this.#map = map
  }

  place(): void {
    for (let mark = 0; mark < LANDMARKS; mark++)
      this.#map.set(key(mark), writtenValue(FIRST_ID, mark))
  }

  /** Fills the map far beyond what it will hold and empties it again, so that later peaks find memory there. */
  swell(): void {
    for (let block = 0; block < SWELL_BLOCKS; block++) {
      this.#map.set(`swell ${block}`, new Uint8Array(SWELL_BYTES))
    }
    for (let block = 0; block < SWELL_BLOCKS; block++) this.#map.delete(`swell ${block}`)
  }

  read(): void {
    this.#check(this.#actor.random.below(LANDMARKS), this.#map, 'stale')
  }

  readAll(map: StormMap): void {
    for (let mark = 0; mark < LANDMARKS; mark++) this.#check(mark, map, 'lost')
  }

  /** Walks the whole map, under whatever load there is. Returns how many entries it met. */
  iterate(map: StormMap = this.#map): number {
    const met = new Set<unknown>()
    for (const [entry] of map) {
      if (met.has(entry)) this.#iteration(String(entry), 'once', 'twice')
      met.add(entry)
      this.#actor.beat()
    }
    for (let mark = 0; mark < LANDMARKS; mark++) {
      if (!met.has(key(mark))) this.#iteration(key(mark), 'met once', 'not met')
    }
    return met.size
  }

  #check(mark: number, map: StormMap, kind: 'lost' | 'stale'): void {
    const held = map.get(key(mark))
    const right = writtenValue(FIRST_ID, mark)
    this.#actor.checkedRead()
    if (sameValue(held, right)) return
    this.#actor.found({
      kind: held === undefined ? kind : 'torn',
      op: 'get',
      key: key(mark),
      expected: describe(right),
      seen: describe(held),
    })
  }

  #iteration(at: string, expected: string, seen: string): void {
    this.#actor.found({ kind: 'iteration', op: 'iterate', key: at, expected, seen })
  }
}

function key(mark: number): string {
  return `landmark ${mark}`
}
