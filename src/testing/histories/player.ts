/** One thread's part in a storm: chooses operations as the load says, carries them out, and logs them. */
import type { StormMap } from '../storm/map-source.ts'
import type { Random } from '../storm/random.ts'
import type { HistoryClock } from './clock.ts'
import { type Load, READS } from './loads.ts'
import { OPERATIONS, type OperationName, type Plan, perform } from './operation-codes.ts'
import type { OperationLog } from './operation-log.ts'
import { ABSENT, hasTexts, numberOf } from './stored-numbers.ts'

/** The instances of the one map that a thread uses; it picks one for each operation. */
export type Instances = readonly [StormMap, ...StormMap[]]

export interface Place {
  /** This thread's number, of so many. */
  readonly slot: number
  readonly slots: number
}

/** An expected value is the last one this thread saw, or else it is ABSENT or any: so often the one, so often the other. */
const EXPECTS_WRONGLY = 3
/** One operation in so many is another look at the key of the last one, often by another instance. */
const LOOKS_AGAIN = 5
/** The first key of the ballast, above all of the storm's own. */
const BALLAST = 2 ** 40
/** The readers are others in each round. */
const OF_THREADS = 4

export class Player {
  readonly #place: Place
  readonly #maps: Instances
  readonly #clock: HistoryClock
  readonly #random: Random
  readonly #onFailure: (op: OperationName, error: unknown) => void
  /** By key: what this thread last saw or wrote. */
  readonly #seen = new Map<number, number>()
  readonly #plan: Plan = { op: 'get', key: 0, argument: ABSENT, expected: ABSENT }

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

  /** Goes on until the log has so many operations. */
  play(load: Load, round: number, log: OperationLog, operations: number): void {
    const onlyReads = (this.#place.slot + round) % OF_THREADS < load.readers
    const chances = chancesOf(onlyReads ? READS : load.weights)
    this.#seen.clear()
    for (let count = log.count; count < operations; count++) {
      const serial = 1 + count * this.#place.slots + this.#place.slot
      this.#choose(load, chances, serial)
      this.#perform(log)
      if (this.#plan.op === 'clear') this.#load(load.ballast)
    }
  }

  /** Nobody reads it, so it is in no history. */
  #load(ballast: number): void {
    const [map] = this.#maps
    for (let entry = 0; entry < ballast; entry++) map.set(BALLAST + entry, entry)
  }

  #choose(load: Load, chances: readonly OperationName[], serial: number): void {
    const random = this.#random
    const plan = this.#plan
    if (random.oneIn(LOOKS_AGAIN)) {
      plan.op = 'get'
      return
    }
    plan.op = chances[random.below(chances.length)] ?? 'get'
    plan.key = this.#chooseKey(load, serial)
    plan.argument = numberOf(serial)
    plan.expected = ABSENT
    if (plan.op === 'increment') {
      // There are no sums of texts.
      if (hasTexts(plan.key)) plan.op = 'swap'
      else plan.argument = 1
    } else if (plan.op === 'compareAndSet' || plan.op === 'compareAndDelete') {
      plan.expected = this.#expected(plan.key, serial)
      // Nothing can be deleted only if it is absent.
      if (plan.op === 'compareAndDelete' && Number.isNaN(plan.expected)) plan.op = 'has'
    }
  }

  #chooseKey({ hotKeys, hotShare, coldKeys }: Load, serial: number): number {
    const random = this.#random
    if (coldKeys === 0 || random.below(100) < hotShare) return random.below(hotKeys)
    if (coldKeys !== 'fresh') return hotKeys + random.below(coldKeys)
    // The serial numbers of all threads are about the same, so others have used most of those below.
    return hotKeys + (random.oneIn(2) ? serial : random.below(serial))
  }

  #expected(key: number, serial: number): number {
    const random = this.#random
    if (!random.oneIn(EXPECTS_WRONGLY)) return this.#seen.get(key) ?? ABSENT
    return random.oneIn(2) ? ABSENT : numberOf(random.below(serial) + 1)
  }

  #perform(log: OperationLog): void {
    const plan = this.#plan
    const map = this.#maps[this.#random.below(this.#maps.length)] ?? this.#maps[0]
    const { op, key, argument, expected } = plan
    log.begin(OPERATIONS.indexOf(op), key, argument, expected, this.#clock.next())
    try {
      const result = perform(map, plan)
      log.end(result, this.#clock.next())
      this.#note(plan, result)
    } catch (error) {
      this.#onFailure(op, error)
    }
  }

  #note({ op, key, argument }: Plan, result: number): void {
    switch (op) {
      case 'get':
      case 'getOrInsert':
      case 'increment':
        this.#seen.set(key, result)
        break
      case 'set':
      case 'swap':
        this.#seen.set(key, argument)
        break
      case 'delete':
      case 'take':
        this.#seen.delete(key)
    }
  }
}

/** Each operation as often as its weight says. */
function chancesOf(weights: Partial<Load['weights']>): readonly OperationName[] {
  return OPERATIONS.flatMap((op) => Array.from({ length: weights[op] ?? 0 }, () => op))
}
