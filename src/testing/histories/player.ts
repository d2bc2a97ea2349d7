/** One thread's part in a storm: carries out what it chose, and logs it. */
import type { StormMap } from '../storm/map-source.ts'
import type { Random } from '../storm/random.ts'
import { Chooser } from './chooser.ts'
import type { HistoryClock } from './clock.ts'
import { type Load, readersLoad } from './loads.ts'
import { OPERATIONS, type OperationName, perform } from './operation-codes.ts'
import type { OperationLog } from './operation-log.ts'

/** The instances of the one map that a thread uses; it picks one for each operation. */
export type Instances = readonly [StormMap, ...StormMap[]]

export interface Place {
  /** This thread's number, of so many. */
  readonly slot: number
  readonly slots: number
}

/** A reader rests after so many operations, for up to so long: it comes back in the middle of what others do. */
const READS_AT_A_TIME = 100
const REST_MS = 0.8
/** So its part of the operations is smaller. */
const READERS_PART = 0.5
/** The readers are others in each round. */
const OF_THREADS = 4
/** The first key of the ballast, above all of the storm's own. */
const BALLAST = 2 ** 40

export class Player {
  readonly #place: Place
  readonly #maps: Instances
  readonly #clock: HistoryClock
  readonly #random: Random
  readonly #onFailure: (op: OperationName, error: unknown) => void
  /** Nobody stores to it: a wait ends with its time. */
  readonly #never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))

  /** An operation that throws stays pending in the log; the storm asks for none that may. */
  constructor(
    place: Place,
    maps: Instances,
    clock: HistoryClock,
    random: Random,
    onFailure: (op: OperationName, error: unknown) => void,
  ) {
    this.#place = place
    this.#maps = maps
    this.#clock = clock
    this.#random = random
    this.#onFailure = onFailure
  }

  /** Goes on until the log has so many operations; as a reader, about half as many. */
  play(load: Load, round: number, log: OperationLog, operations: number): void {
    if ((this.#place.slot + round) % OF_THREADS < load.readers) this.#read(load, log, operations)
    else this.#readAndWrite(load, log, operations)
  }

  #readAndWrite(load: Load, log: OperationLog, operations: number): void {
    const chooser = new Chooser(load, this.#random)
    for (let count = log.count; count < operations; count++) {
      this.#perform(chooser, log, count)
      if (chooser.plan.op === 'clear') this.#load(load.ballast)
    }
  }

  #read(load: Load, log: OperationLog, operations: number): void {
    const chooser = new Chooser(readersLoad(load), this.#random)
    for (let count = log.count; count < operations * READERS_PART; count++) {
      this.#perform(chooser, log, count)
      if (count % READS_AT_A_TIME === 0) {
        Atomics.wait(this.#never, 0, 0, this.#random.upTo(REST_MS))
      }
    }
  }

  #perform(chooser: Chooser, log: OperationLog, count: number): void {
    chooser.next(1 + count * this.#place.slots + this.#place.slot)
    const { op, key, argument, expected } = chooser.plan
    const map = this.#maps[this.#random.below(this.#maps.length)] ?? this.#maps[0]
    log.begin(OPERATIONS.indexOf(op), key, argument, expected, this.#clock.next())
    try {
      const result = perform(map, chooser.plan)
      log.end(result, this.#clock.next())
      chooser.note(result)
    } catch (error) {
      this.#onFailure(op, error)
    }
  }

  /** Nobody reads it, so it is in no history. */
  #load(ballast: number): void {
    const [map] = this.#maps
    for (let entry = 0; entry < ballast; entry++) map.set(BALLAST + entry, entry)
  }
}
