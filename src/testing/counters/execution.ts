/** Schedules of a counter, one after the other: who runs is asked before each access, and nothing else is left to chance. */
import { reads, writes } from '../explorer/accesses.ts'
import type { Turn } from '../explorer/schedule.ts'
import type { Decision, Moment, Scheduler } from '../explorer/schedulers/scheduler.ts'
import { CounterActor, type CounterOperation } from './actor.ts'
import type { CounterInput } from './operations.ts'
import { RaceWatch } from './race-watch.ts'
import type { CounterStage } from './stage.ts'

export interface CounterOutcome {
  readonly schedule: readonly Turn[]
  readonly steps: number
  readonly performed: readonly CounterOperation[]
  readonly deaths: number
  /** Threads that went round in circles. */
  readonly stuck: readonly number[]
  /** The address of a word that threads raced for. */
  readonly race: number | undefined
  /** It was broken off in a state that had been met. */
  readonly isRedundant: boolean
}

/** A CAS is lost only to one that succeeded, so a few operations come to their end in far fewer accesses. */
const MOST_STEPS = 10_000
const ENDING = { ready: 'stopped', ended: 'ended', dead: 'died' } as const

export class CounterExecution implements Moment {
  low = 0
  high = 0
  readonly #stage: CounterStage
  readonly #actors: readonly CounterActor[]
  #scheduler: Scheduler = NEVER
  #turns: Turn[] = []
  #clock = 0
  #running = 0
  #chosen: number | undefined
  #isRedundant = false
  readonly #races = new RaceWatch()

  constructor(stage: CounterStage, programs: readonly (readonly CounterInput[])[]) {
    this.#stage = stage
    const tick = (): number => ++this.#clock
    this.#actors = programs.map((program, index) => {
      const thread = stage.threads[index]
      if (thread === undefined) throw new RangeError('a program needs a thread of its own')
      return new CounterActor(index, thread, program, tick)
    })
  }

  run(scheduler: Scheduler): CounterOutcome {
    this.#begin(scheduler)
    for (let ready = this.#ready(); ready.length > 0; ready = this.#ready()) {
      if (this.#isRedundant || this.#clock > MOST_STEPS) break
      this.#advance(this.#pick(ready))
    }
    return this.#end()
  }

  #begin(scheduler: Scheduler): void {
    this.#stage.image.restore()
    this.#scheduler = scheduler
    this.#turns = []
    this.#clock = 0
    this.#chosen = undefined
    this.#isRedundant = false
    this.#races.begin()
    for (const actor of this.#actors) {
      actor.reset()
      actor.thread.hook = (address, bytes, access) => this.#before(actor, address, bytes, access)
    }
  }

  #ready(): number[] {
    return this.#actors.filter(({ state }) => state === 'ready').map(({ index }) => index)
  }

  others(): readonly number[] {
    return this.#ready().filter((index) => index !== this.#running)
  }

  hash(): void {
    const { image } = this.#stage
    image.rehash()
    this.low = image.low
    this.high = image.high
    for (const actor of this.#actors) {
      this.low = (this.low + actor.low()) | 0
      this.high = (this.high + actor.high()) | 0
    }
  }

  #pick(ready: readonly number[]): CounterActor {
    const actor = this.#actors[this.#chosen ?? this.#scheduler.next(ready)]
    this.#chosen = undefined
    if (actor?.state !== 'ready') throw new RangeError('a thread was chosen that cannot run')
    return actor
  }

  #advance(actor: CounterActor): void {
    const before = actor.steps
    this.#running = actor.index
    const { pending } = actor
    actor.pending = undefined
    pending?.()
    actor.advance()
    const steps = actor.steps - before
    this.#turns.push({ thread: actor.index, steps, ending: ENDING[actor.state] })
  }

  /** The hook: false stops the thread before this access. */
  #before(actor: CounterActor, address: number, bytes: number, access: number): boolean {
    const decision = this.#decide(actor, access)
    if (decision === 'redundant') return false
    actor.steps++
    if (decision === 'dies') actor.state = 'dead'
    else if (decision === actor.index) this.#perform(actor, address, bytes, access)
    else {
      this.#chosen = decision
      actor.pending = () => this.#perform(actor, address, bytes, access)
    }
    return decision === actor.index
  }

  #decide(actor: CounterActor, access: number): Decision {
    const isEndless = this.#clock > MOST_STEPS
    const decision = this.#scheduler.before(actor.index, access, true, this)
    this.#isRedundant = decision === 'redundant' || isEndless
    return this.#isRedundant ? 'redundant' : decision
  }

  /** What there is to note of an access that comes now. */
  #perform(actor: CounterActor, address: number, bytes: number, access: number): void {
    const { image } = this.#stage
    this.#clock++
    if (actor.begin === 0) {
      actor.begin = this.#clock
      for (const { done } of this.#actors) actor.note(done.length)
    }
    if (writes(access)) image.touch(address, bytes)
    for (let at = address; at < address + bytes; at += 4) {
      if (reads(access)) actor.note(image.at(at))
      this.#races.note(actor.index, at, access)
    }
  }

  #end(): CounterOutcome {
    return {
      schedule: this.#turns,
      steps: this.#clock,
      performed: this.#actors.flatMap((actor) => actor.performed()),
      deaths: this.#actors.filter(({ state }) => state === 'dead').length,
      stuck: this.#clock > MOST_STEPS ? this.#ready() : [],
      race: this.#races.found,
      isRedundant: this.#isRedundant,
    }
  }
}

const NEVER: Scheduler = {
  next: (ready) => ready[0] ?? 0,
  before: (running) => running,
}
