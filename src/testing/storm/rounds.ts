/**
 * The course of one round: terminate a worker at a random moment, use the maps at once, before the event loop can tell
 * of the death, put a replacement in, and hold everything to account while all threads rest.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Actor } from './actor.ts'
import { Audit } from './audit.ts'
import type { Crew } from './crew.ts'
import { ROUND } from './ledger.ts'
import { Load, TARGETS } from './load.ts'
import type { RoundRecord } from './protocol.ts'
import type { Stage } from './stage.ts'
import { spin, strike } from './strike.ts'

/** Half of the kills come at once, half after the threads have had up to this long to themselves. */
const RUN_MS = 40
/** About as long as a burst takes. */
const BURST_MS = 0.2
/** Then the parent spins for up to this long, so that a kill comes at any moment of what the others do. */
const SPIN_MS = 3
/** A worker that is to die while it starts dies this long after it was started, at most. */
const START_MS = 120
/** One round in so many ends with the start of a worker that the next round terminates, ready or not. */
const KILLED_AT_START = 8
/** One round in so many also verifies and walks the maps while all others write. */
const VERIFIED_UNDER_LOAD = 4

export class Rounds {
  readonly #actor: Actor
  readonly #crew: Crew
  readonly #stage: Stage
  readonly #load: Load
  readonly #audit: Audit
  /** The slot whose worker was started and not waited for: it dies next. */
  #starting: number | undefined
  #killed = 0
  #parentOpMaxMs = 0

  constructor(actor: Actor, crew: Crew, stage: Stage) {
    this.#actor = actor
    this.#crew = crew
    this.#stage = stage
    this.#load = new Load(actor, stage)
    this.#audit = new Audit(actor, this.#load, stage)
  }

  async prepare(): Promise<void> {
    this.#busily(() => {
      this.#load.landmarks.swell()
      this.#load.landmarks.place()
    })
    await this.#fillVacancies()
  }

  async round(round: number, last: boolean): Promise<RoundRecord> {
    const { ledger, random } = this.#actor
    Atomics.store(ledger.control, ROUND, round)
    await this.#strike()
    const leaveOneStarting = !last && random.oneIn(KILLED_AT_START)
    if (!leaveOneStarting) await this.#fillVacancies()
    if (random.oneIn(VERIFIED_UNDER_LOAD)) this.#busily(() => this.#audit.underLoad())

    await this.#crew.pause()
    this.#busily(() => {
      this.#audit.atRest(this.#killed)
      this.#load.nursery.restart()
      this.#stage.renewNursery()
      this.#load.renewNursery(this.#stage.nursery)
    })
    const record = {
      round,
      killed: this.#killed,
      verifications: this.#audit.verifications,
      parentOpMaxMs: this.#parentOpMaxMs,
      ...this.#stage.usage(),
    }
    this.#crew.resume(this.#stage.nursery.handle)
    if (leaveOneStarting) this.#startOne()
    return record
  }

  /** Everything up to the end of the batch happens in one turn of the event loop. */
  async #strike(): Promise<void> {
    const { ledger, random } = this.#actor
    const starting = this.#starting
    this.#starting = undefined
    if (starting !== undefined) await delay(random.upTo(START_MS))
    else if (random.oneIn(2)) await delay(random.upTo(RUN_MS))
    const victim = starting ?? random.below(ledger.workers)
    this.#busily(() => {
      this.#aim(victim)
      this.#crew.kill(victim)
      this.#killed++
      const longest = strike(this.#actor, this.#load, victim)
      this.#parentOpMaxMs = Math.max(this.#parentOpMaxMs, longest)
    })
    await this.#crew.exited(victim)
  }

  /** Now and then any moment will do; else one soon after the victim was seen to begin a certain burst. */
  #aim(victim: number): void {
    const { ledger, random } = this.#actor
    if (random.oneIn(4)) {
      spin(random.upTo(SPIN_MS))
      return
    }
    const wanted = random.pick(TARGETS)
    const until = performance.now() + SPIN_MS
    while (Atomics.load(ledger.burst, victim) !== wanted && performance.now() < until);
    spin(random.upTo(BURST_MS))
  }

  async #fillVacancies(): Promise<void> {
    const vacant = this.#crew.vacant()
    for (const slot of vacant) this.#crew.start(slot)
    for (const slot of vacant) await this.#crew.ready(slot)
  }

  #startOne(): void {
    const [slot] = this.#crew.vacant()
    if (slot === undefined) return
    this.#crew.start(slot)
    this.#starting = slot
  }

  /** While the parent works, it may not stand still either; while it waits for others, it may. */
  #busily(work: () => void): void {
    const { ledger } = this.#actor
    Atomics.store(ledger.resting, ledger.parent, 0)
    work()
    Atomics.store(ledger.resting, ledger.parent, 1)
  }
}
