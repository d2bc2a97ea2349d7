/**
 * One schedule after the other, each from the stage's start to its end: who runs is asked before each access, and nothing
 * else is left to chance, so the same answers give the same execution.
 *
 * Of a schedule that begins like the one before, only the kernel's own work is done anew: what was found out beside it
 * comes from the journal.
 */
import { ACCESS, writes } from './accesses.ts'
import { Actor, type ActorState, Seen } from './actor.ts'
import { AlarmError } from './alarm.ts'
import type { Image } from './image.ts'
import { Journal } from './journal.ts'
import type { LogicalThread } from './logical-thread.ts'
import type { Operation } from './operations/operation.ts'
import { type Alarm, type Outcome, resultOf, UNKNOWN } from './outcome.ts'
import { type Acceptance, Races } from './races/races.ts'
import { Recoveries, type Recovery } from './recoveries.ts'
import type { Turn } from './schedule.ts'
import type { Decision, Moment, Scheduler } from './schedulers/scheduler.ts'
import type { Sharing } from './sharing.ts'
import type { Stage } from './stage.ts'
import { StuckError } from './stuck.ts'

export interface Setting {
  readonly stage: Stage
  readonly sharing: Sharing
  /** For each of the stage's threads, or for the first few: what it does, one after the other. */
  readonly programs: readonly (readonly Operation[])[]
  readonly recovery: Recovery
  readonly isAccepted: Acceptance
}

/** More accesses than any schedule of a few operations takes: whoever gets there goes round in circles. */
const MOST_STEPS = 200_000
/** How often all waits may end without anybody getting on. */
const MOST_TIMEOUTS = 50

const ENDING = {
  ready: 'stopped',
  waiting: 'waits',
  ended: 'ended',
  dead: 'died',
  stuck: 'waits',
  alarmed: 'ended',
} as const

export class Execution implements Moment {
  readonly #image: Image
  readonly #sharing: Sharing
  readonly #spares: readonly LogicalThread[]
  readonly #performers: readonly Actor[]
  readonly #races: Races
  readonly #recoveries: Recoveries
  /** Those with operations, then those that recover others. */
  #actors: Actor[] = []
  #scheduler: Scheduler = NEVER
  #turns: Turn[] = []
  #clock = 0
  #chosen = NOBODY
  #running = 0
  #isRedundant = false
  #alarm: Alarm | undefined
  /** Words known as shared when the schedule began. */
  #known = 0
  readonly #journal = new Journal()
  readonly #seen: Seen
  /** How often the scheduler was asked. */
  #asked = 0
  /** At which length of the journal it was asked first, second, and so on. */
  readonly #journalAt: number[] = []
  /** Up to this question all is as in the schedule before. */
  #fork = 0
  readonly #tick = (): number => ++this.#clock
  low = 0
  high = 0

  constructor(setting: Setting) {
    const { stage, sharing, programs, recovery, isAccepted } = setting
    const { image, threads, spares } = stage
    this.#image = image
    this.#sharing = sharing
    this.#spares = spares
    const most = programs.length + spares.length
    this.#seen = new Seen(most, this.#journal)
    this.#performers = programs.map((operations, index) => {
      const thread = threads[index]
      if (thread === undefined) throw new RangeError('a program needs a thread of its own')
      return new Actor(index, thread, operations, this.#tick, this.#seen)
    })
    this.#races = new Races(sharing, image, most, isAccepted, this.#journal)
    this.#recoveries = new Recoveries(image, spares, recovery)
    for (const thread of [...threads, ...spares]) {
      thread.onWrite = (address, bytes) => image.touch(address, bytes)
    }
  }

  run(scheduler: Scheduler): Outcome {
    this.#begin(scheduler)
    let timeouts = 0
    while (!this.#isRedundant && this.#alarm === undefined && this.#clock <= MOST_STEPS) {
      this.#recover(false)
      let candidates = this.#ready()
      if (candidates.length === 0) {
        // Nobody can move: time passes. If nobody waits, or in vain, the dead are all there is left to do.
        const isVain = !this.#endWaits() || ++timeouts > MOST_TIMEOUTS
        if (isVain && !this.#recover(true)) break
        candidates = this.#ready()
      }
      this.#advance(this.#pick(candidates))
    }
    return this.#end()
  }

  #begin(scheduler: Scheduler): void {
    this.#scheduler = scheduler
    this.#turns = []
    this.#clock = 0
    this.#chosen = NOBODY
    this.#isRedundant = false
    this.#alarm = undefined
    // Words that have become known as shared since count from the start.
    this.#fork = this.#sharing.found === this.#known ? (scheduler.fork ?? 0) : 0
    this.#known = this.#sharing.found
    this.#asked = 0
    this.#journal.goBack(this.#fork === 0 ? 0 : (this.#journalAt[this.#fork] ?? 0))
    this.#races.begin()
    this.#recoveries.begin()
    for (const spare of this.#spares) spare.reset()
    this.#actors = [...this.#performers]
    for (const actor of this.#actors) {
      actor.reset()
      actor.thread.reset()
      this.#hook(actor)
    }
  }

  #hook(actor: Actor): void {
    actor.thread.hook = (address, detail, access) => this.#before(actor, address, detail, access)
    actor.thread.calls.onBlocked = (slot) => this.#recoverBlocking(actor, slot)
    actor.thread.calls.onConflict = (slot) => this.#meet(actor, slot)
  }

  /** Lets those begin that are to recover others; whether there were any. */
  #recover(isQuiet: boolean): boolean {
    const due = this.#recoveries.due(isQuiet)
    for (const { thread, operation, dead } of due) {
      const actor = new Actor(
        this.#actors.length,
        thread,
        [operation],
        this.#tick,
        this.#seen,
        dead,
      )
      this.#actors.push(actor)
      this.#hook(actor)
      this.#orderAfterDeath(dead, actor)
    }
    return due.length > 0
  }

  /** Whoever recovers the thread was told that it is dead. */
  #orderAfterDeath(dead: LogicalThread, recoverer: Actor): void {
    if (this.#isRepeating) return
    const died = this.#actors.find(({ thread, state }) => thread === dead && state === 'dead')
    if (died !== undefined) this.#races.order(died.index, recoverer.index)
  }

  #pick(candidates: readonly number[]): Actor {
    const chosen = this.#chosen
    this.#chosen = NOBODY
    const index = candidates.includes(chosen) ? chosen : this.#askWhoIsNext(candidates)
    const actor = this.#actors[index]
    if (actor === undefined || !candidates.includes(index)) {
      throw new RangeError(`thread ${index} cannot run`)
    }
    return actor
  }

  #askWhoIsNext(candidates: readonly number[]): number {
    this.#countQuestion()
    return this.#scheduler.next(candidates)
  }

  #countQuestion(): void {
    this.#asked++
    if (!this.#isRepeating) this.#journalAt[this.#asked] = this.#journal.length
  }

  /** Whether the journal knows already what comes of this moment. */
  get #isRepeating(): boolean {
    return this.#asked < this.#fork
  }

  #ready(): number[] {
    const ready: number[] = []
    for (const actor of this.#actors) {
      if (actor.state === 'waiting' && this.#image.at(actor.address) !== actor.detail) {
        actor.state = 'ready'
      }
      if (actor.state === 'ready') ready.push(actor.index)
    }
    return ready
  }

  /** All waits have lasted as long as they may, be it in vain; false if there were none. */
  #endWaits(): boolean {
    const waiting = this.#actors.filter(({ state }) => state === 'waiting')
    for (const actor of waiting) actor.state = 'ready'
    return waiting.length > 0
  }

  others(): readonly number[] {
    return this.#ready().filter((index) => index !== this.#running)
  }

  hash(): void {
    this.#image.rehash()
    const { clocks } = this.#races
    this.#races.settle()
    clocks.hash(this.#actors.length)
    this.low = (this.#image.low + clocks.low) | 0
    this.high = (this.#image.high + clocks.high) | 0
    for (const actor of this.#actors) {
      this.low = (this.low + actor.low()) | 0
      this.high = (this.high + actor.high()) | 0
    }
  }

  #advance(actor: Actor): void {
    const before = actor.steps
    this.#running = actor.index
    const state = this.#resume(actor)
    if (state === 'ended' && actor.recovers !== undefined) this.#recoveries.ended(actor.recovers)
    if (state === 'dead') {
      actor.thread.abandon()
      this.#recoveries.died(actor.thread)
    }
    const steps = actor.steps - before
    this.#turns.push({ thread: actor.index, steps, ending: ENDING[state] })
  }

  #resume(actor: Actor): ActorState {
    actor.state = 'ready'
    if (actor.isPending) this.#perform(actor, actor.address, actor.detail, actor.access)
    actor.isPending = false
    try {
      actor.advance()
    } catch (error) {
      if (error instanceof AlarmError) this.#raise(actor)
      else if (error instanceof StuckError) actor.state = 'stuck'
      else throw error
    }
    return actor.state
  }

  #raise(actor: Actor): void {
    const isFounded = this.#actors.some(
      (other) => other !== actor && other.recovers === undefined && other.isWriting,
    )
    actor.state = 'alarmed'
    this.#alarm = { thread: actor.index, isFounded }
  }

  /** The thread met the name of another, as src/memory/thread.ts does: that one is dead, or it is an alarm. */
  #meet(actor: Actor, slot: number): void {
    if (this.#recoveries.blocking(slot) === undefined) throw new AlarmError()
    this.#recoverBlocking(actor, slot)
  }

  /** The hook: false stops the thread before this access. */
  #before(actor: Actor, address: number, detail: number, access: number): boolean {
    const isWait = access === ACCESS.wait
    const decision = this.#ask(actor, address, isWait ? 4 : detail, access)
    if (decision === 'redundant') {
      this.#isRedundant = true
      return false
    }
    actor.steps++
    if (decision === 'dies') {
      actor.state = 'dead'
      return false
    }
    const waits = isWait && this.#image.at(address) === detail
    if (decision === actor.index && !waits && this.#clock <= MOST_STEPS) {
      this.#perform(actor, address, detail, access)
      return true
    }
    if (decision !== actor.index) this.#chosen = decision
    if (waits) actor.state = 'waiting'
    actor.isPending = true
    actor.address = address
    actor.detail = detail
    actor.access = access
    return false
  }

  #ask(actor: Actor, address: number, bytes: number, access: number): Decision {
    this.#countQuestion()
    // While all is as it was, the scheduler knows its answers.
    if (this.#isRepeating) return this.#scheduler.before(actor.index, access, true, this)
    this.#sharing.note(actor.index, address, bytes, access)
    const isShared = this.#sharing.isShared(address, bytes)
    return this.#scheduler.before(actor.index, access, isShared, this)
  }

  /** What there is to note of an access that comes now. */
  #perform(actor: Actor, address: number, detail: number, access: number): void {
    const bytes = access === ACCESS.wait ? 4 : detail
    this.#clock++
    actor.accesses++
    if (writes(access)) this.#image.touch(address, bytes)
    const isFirst = actor.begin === Number.POSITIVE_INFINITY
    if (isFirst) actor.begin = this.#clock
    if (this.#isRepeating) return
    if (isFirst) actor.noteStart(this.#operationsOver())
    if (!this.#sharing.isKnown(address, bytes)) return
    actor.remember(this.#image, address, bytes, access)
    this.#races.access(actor.index, actor.accesses, address, bytes, access)
  }

  /** How many of each thread's operations are over, in two bits each. */
  #operationsOver(): number {
    return this.#performers.reduce((all, { index, done }) => all | (done.length << (2 * index)), 0)
  }

  /**
   * The kernel has waited long for the thread in this slot, and asks whether it lives. If not, its recovery comes within
   * the wait: it asks nobody who runs, and a wait of its own that nobody can end is the end of both.
   */
  #recoverBlocking(waiter: Actor, slot: number): void {
    const dead = this.#recoveries.blocking(slot)
    if (dead === undefined) return
    const { hook } = waiter.thread
    this.#orderAfterDeath(dead, waiter)
    waiter.thread.hook = (address, detail, access) => {
      const isWait = access === ACCESS.wait
      this.#sharing.note(waiter.index, address, isWait ? 4 : detail, access)
      if (isWait && this.#image.at(address) === detail) throw new StuckError()
      this.#perform(waiter, address, detail, access)
      return true
    }
    waiter.thread.kernel.reap(slot, dead.id)
    waiter.thread.hook = hook
    // A lock that was taken over is all the waiter wanted: the rest of the dead is left to others.
    if (!dead.slots(this.#image).includes(slot)) this.#recoveries.ended(dead)
  }

  #end(): Outcome {
    this.#races.settle()
    for (const { thread } of this.#actors) thread.abandon()
    return {
      ...(this.#isRedundant || this.#alarm ? UNKNOWN : resultOf(this.#actors, this.#image)),
      alarm: this.#alarm,
      schedule: this.#turns,
      steps: this.#clock,
      // What was stored to a word before it was known as shared has ordered nothing: only the next time it will.
      race: this.#sharing.found === this.#known ? this.#races.found : undefined,
      isRedundant: this.#isRedundant,
    }
  }
}

const NOBODY = -1

const NEVER: Scheduler = {
  next: (ready) => ready[0] ?? 0,
  before: (running) => running,
}
