/** The load that every thread of the storm puts on the maps: single checked operations, and bursts of like ones. */
import type { Actor } from './actor.ts'
import { Counters } from './counters.ts'
import { describeError } from './finding.ts'
import type { KeyRange } from './key-range.ts'
import { Landmarks } from './landmarks.ts'
import type { StormMap } from './map-source.ts'
import { churnRange, nurseryRange } from './ranges.ts'
import { Registers } from './registers.ts'
import { Scratch } from './scratch.ts'
import { SharedCounters, type StormCounter } from './shared-counters.ts'
import { Tokens } from './tokens.ts'

export interface StormMaps {
  /** The map that lives as long as the storm. */
  readonly main: StormMap
  /** A small map that is cleared now and then. */
  readonly scratch: StormMap
  /** A map that begins small in each round and grows under everyone's inserts. */
  readonly nursery: StormMap
  /** A counter of each form, plain and striped. */
  readonly counters: readonly StormCounter[]
}

/** Keys that each slot keeps in its churning range, give or take a burst. */
const CHURN_POPULATION = 200
const CHURN_BURST = 48
/** Keys that each slot has in the nursery at most; from there on it deletes and inserts, and tombstones fill the tables. */
const NURSERY_POPULATION = 2500
const NURSERY_BURST = 512
/** Kinds of bursts, numbered as in the ledger. */
const GROWING = 1
const CHURNING = 2
const WRITING = 3
const WRITING_LONG = 4
const COUNTING = 5
const READING = 6
/** Bursts in which a thread often holds something, and how often the parent is to aim at each. */
export const TARGETS: readonly [number, ...number[]] = [
  GROWING,
  GROWING,
  GROWING,
  CHURNING,
  WRITING,
  WRITING_LONG,
  COUNTING,
]
/** One step in so many is a burst. A burst is as long as some dozens of single operations. */
const BURST_EVERY = 24

export class Load {
  readonly registers: Registers
  readonly counters: Counters
  readonly sharedCounters: SharedCounters
  readonly tokens: Tokens
  readonly churn: KeyRange
  readonly scratch: Scratch
  readonly landmarks: Landmarks
  nursery: KeyRange
  readonly #actor: Actor

  constructor(actor: Actor, maps: StormMaps) {
    this.#actor = actor
    this.registers = new Registers(actor, maps.main)
    this.counters = new Counters(actor, maps.main)
    this.sharedCounters = new SharedCounters(actor, maps.counters)
    this.tokens = new Tokens(actor, maps.main)
    this.churn = churnRange(actor, maps.main)
    this.scratch = new Scratch(actor, maps.scratch)
    this.landmarks = new Landmarks(actor, maps.main)
    this.nursery = nurseryRange(actor, maps.nursery)
  }

  renewNursery(map: StormMap): void {
    this.nursery = nurseryRange(this.#actor, map)
  }

  /** Finds out what the slot's last thread left behind, and makes it this thread's own. */
  takeOver(): void {
    this.registers.takeOver()
    this.churn.takeOver()
    this.nursery.takeOver()
    this.scratch.takeOver()
  }

  /** One operation or one burst. What it throws is a finding: the storm asks for nothing that may fail. */
  step(): void {
    if (this.#actor.random.oneIn(BURST_EVERY)) this.guard('burst', () => this.#burst())
    else this.single()
  }

  single(): void {
    this.guard('step', () => this.#one(this.#actor.random.below(4096)))
    this.#actor.beat()
  }

  guard(op: string, action: () => void): void {
    try {
      action()
    } catch (error) {
      const seen = describeError(error)
      this.#actor.found({ kind: 'error', op, key: '', expected: 'no exception', seen })
    }
  }

  #one(chance: number): void {
    if (chance < 1) this.landmarks.iterate()
    else if (chance < 1100) this.registers.write()
    else if (chance < 1450) this.registers.readOwn()
    else if (chance < 2300) this.registers.read()
    else if (chance < 2370) this.sharedCounters.raise()
    else if (chance < 2400) this.sharedCounters.read()
    else if (chance < 2750) this.counters.raise()
    else if (chance < 2900) this.counters.read()
    else if (chance < 3150) this.tokens.exchange()
    else if (chance < 3350) this.#churnOne()
    else if (chance < 3500) this.churn.read()
    else if (chance < 3600) this.#growOne()
    else if (chance < 3750) this.nursery.read()
    else if (chance < 3950) this.scratch.step()
    else this.landmarks.read()
  }

  /** Many like operations with nothing between: threads meet in the kernel, and kills hit it, most often here. */
  #burst(): void {
    const { ledger, slot, random } = this.#actor
    const burst = 1 + random.below(READING)
    Atomics.store(ledger.burst, slot, burst)
    switch (burst) {
      case GROWING:
        this.#growMany()
        break
      case CHURNING:
        this.#churnMany()
        break
      case WRITING:
        this.registers.writeBurst()
        break
      case WRITING_LONG:
        this.registers.longWriteBurst()
        break
      case COUNTING:
        this.counters.burst()
        this.sharedCounters.burst()
        break
      default:
        this.registers.readBurst()
    }
    Atomics.store(ledger.burst, slot, 0)
  }

  #churnOne(): void {
    if (this.churn.population >= CHURN_POPULATION) this.churn.removeOldest()
    else this.churn.insertNext()
  }

  #churnMany(): void {
    if (this.churn.population >= CHURN_POPULATION) this.churn.remove(CHURN_BURST)
    else this.churn.insert(CHURN_BURST)
  }

  #growOne(): void {
    if (this.nursery.population >= NURSERY_POPULATION) this.nursery.removeOldest()
    else this.nursery.insertNext()
  }

  #growMany(): void {
    if (this.nursery.population >= NURSERY_POPULATION) this.nursery.remove(NURSERY_BURST)
    else this.nursery.insert(NURSERY_BURST)
  }
}
