/**
 * One schedule, from the stage's start to its end: who runs is asked before each access, and nothing else is left to
 * chance, so the same answers give the same execution.
 */
import { ACCESS, writes } from './accesses.ts'
import { type Image, mix } from './image.ts'
import type { Call, LogicalThread } from './logical-thread.ts'
import type { Calls, Operation, Output } from './operations.ts'
import type { Turn } from './schedule.ts'
import type { Performed } from './sequential.ts'
import type { Sharing } from './sharing.ts'

/**
 * What becomes of a thread before an access: it goes on, another runs instead, it never moves again, or the schedule need
 * not go on, since all that can follow has been seen.
 */
export type Decision = number | 'dies' | 'redundant'

export interface Scheduler {
  /** Which of `ready` runs next: at the start, and when the one that ran ended or waits. */
  next(ready: readonly number[]): number
  /** Before an access of `running`, its `step`th. */
  before(running: number, step: number, isShared: boolean, moment: Moment): Decision
}

/** What a scheduler may want to know before an access. */
export interface Moment {
  /** The threads that could run instead. */
  others(): readonly number[]
  /** Equal if memory, what each thread has read, and the order of what has ended are equal: 51 bits. */
  hash(): number
}

export interface Outcome {
  readonly performed: readonly Performed[]
  readonly schedule: readonly Turn[]
  readonly steps: number
  /** Threads that can neither go on nor end; empty if all is well. */
  readonly stuck: readonly number[]
  readonly dead: readonly number[]
  readonly isRedundant: boolean
}

/** What happens outside the schedule, all at once and unwatched. */
export interface Host {
  /** A thread has just died. */
  onDeath?(thread: LogicalThread): void
  /** Somebody has waited long for this one, which is dead. */
  onBlockedBy?(thread: LogicalThread): void
}

/** More accesses than any schedule of a few operations takes: whoever gets there goes round in circles. */
const MOST_STEPS = 200_000
/** Waits that time out one after the other without anybody getting on. */
const MOST_TIMEOUTS = 50

const ENDING = { ready: 'stopped', waiting: 'waits', ended: 'ended', dead: 'died' } as const

const STATE_CODE = { ready: 0, waiting: 1, ended: 2, dead: 3 } as const

interface Actor {
  readonly index: number
  readonly thread: LogicalThread
  readonly operation: Operation
  readonly calls: Calls
  call: Call | undefined
  last: number
  state: 'ready' | 'waiting' | 'ended' | 'dead'
  waitsAt: number
  waitsFor: number
  begin: number
  end: number
  steps: number
  output: Output
  /** Of all it read so far, in order: with the code, that is its whole state. */
  history: number
  /** Where it stopped before an access that it has yet to make. */
  pending: number | undefined
}

export class Execution implements Moment {
  readonly #image: Image
  readonly #sharing: Sharing
  readonly #actors: Actor[]
  readonly #scheduler: Scheduler
  readonly #turns: Turn[] = []
  #clock = 0
  #chosen: number | undefined
  #turnStart = 0
  #running = 0
  #isRedundant = false

  constructor(
    image: Image,
    sharing: Sharing,
    threads: readonly LogicalThread[],
    operations: readonly Operation[],
    scheduler: Scheduler,
  ) {
    this.#image = image
    this.#sharing = sharing
    this.#scheduler = scheduler
    this.#actors = operations.map((operation, index) => {
      const thread = threads[index]
      if (thread === undefined) throw new RangeError('an operation needs a thread of its own')
      return {
        index,
        thread,
        operation,
        calls: operation.run(thread),
        call: undefined,
        last: 0,
        state: 'ready',
        waitsAt: 0,
        waitsFor: 0,
        begin: Number.POSITIVE_INFINITY,
        end: Number.POSITIVE_INFINITY,
        steps: 0,
        output: undefined,
        history: 0,
        pending: undefined,
      }
    })
  }

  run({ onDeath, onBlockedBy }: Host = {}): Outcome {
    let timeouts = 0
    for (const actor of this.#actors) {
      actor.thread.hook = (address, detail, access) => this.#before(actor, address, detail, access)
      actor.thread.onBlocked = (slot) => {
        const dead = this.#actors.find((one) => one.state === 'dead' && one.thread.slot === slot)
        if (dead !== undefined) onBlockedBy?.(dead.thread)
      }
    }
    while (!this.#isRedundant) {
      const ready = this.#ready()
      if (ready.length === 0) {
        const waiting = this.#actors.find(({ state }) => state === 'waiting')
        if (waiting === undefined || ++timeouts > MOST_TIMEOUTS) break
        // Nobody else can move: its wait times out.
        waiting.state = 'ready'
        this.#advance(waiting)
        continue
      }
      const index = this.#chosen ?? this.#scheduler.next(ready)
      this.#chosen = undefined
      const actor = this.#actors[index]
      if (actor === undefined || this.#clock > MOST_STEPS) break
      this.#advance(actor)
      if (actor.state === 'dead') onDeath?.(actor.thread)
    }
    return this.#outcome()
  }

  #ready(): number[] {
    const ready: number[] = []
    for (const actor of this.#actors) {
      if (actor.state === 'waiting' && this.#image.at(actor.waitsAt) !== actor.waitsFor) {
        actor.state = 'ready'
      }
      if (actor.state === 'ready') ready.push(actor.index)
    }
    return ready
  }

  others(): readonly number[] {
    return this.#ready().filter((index) => index !== this.#running)
  }

  hash(): number {
    let sum = 0
    for (const { index, history, begin, end, state } of this.#actors) {
      const before = this.#actors.filter((other) => other.end < begin).length
      const phase = (end === Number.POSITIVE_INFINITY ? 0 : 8) + before * 16 + STATE_CODE[state]
      sum = (sum + mix(mix(history ^ index) ^ phase)) | 0
    }
    return (this.#image.hash() + (sum >>> 0) * 2 ** 19) % 2 ** 51
  }

  #advance(actor: Actor): void {
    this.#turnStart = actor.steps
    this.#running = actor.index
    if (actor.pending !== undefined) this.#remember(actor, actor.pending)
    actor.pending = undefined
    while (true) {
      if (actor.call === undefined) {
        const next = actor.calls.next(actor.last)
        if (next.done === true) {
          actor.output = next.value
          actor.state = 'ended'
          actor.end = ++this.#clock
          break
        }
        actor.call = next.value
      }
      const result = actor.thread.run(actor.call)
      if (result === undefined) break
      actor.last = result
      actor.call = undefined
    }
    const steps = actor.steps - this.#turnStart
    this.#turns.push({ thread: actor.index, steps, ending: ENDING[actor.state] })
  }

  /** The hook: false stops the thread before this access. */
  #before(actor: Actor, address: number, detail: number, access: number): boolean {
    if (actor.begin === Number.POSITIVE_INFINITY) actor.begin = ++this.#clock
    const isWait = access === ACCESS.wait
    const isWrite = writes(access)
    this.#sharing.note(actor.index, address, isWait ? 4 : detail, isWrite)
    const decision = this.#scheduler.before(
      actor.index,
      actor.steps,
      this.#sharing.isShared(address),
      this,
    )
    if (decision === 'redundant') {
      this.#isRedundant = true
      return false
    }
    actor.steps++
    this.#clock++
    if (isWrite) this.#image.touch(address, detail)
    if (decision === 'dies') {
      actor.state = 'dead'
      return false
    }
    if (isWait && this.#image.at(address) === detail) {
      actor.state = 'waiting'
      actor.waitsAt = address
      actor.waitsFor = detail
      actor.pending = address
      return false
    }
    if (decision === actor.index && this.#clock <= MOST_STEPS) {
      this.#remember(actor, address)
      return true
    }
    if (decision !== actor.index) this.#chosen = decision
    actor.pending = address
    return false
  }

  #remember(actor: Actor, address: number): void {
    const word = address & ~7
    const low = this.#image.at(word)
    actor.history = mix(mix(mix(actor.history ^ address) ^ low) + this.#image.at(word + 4))
  }

  #outcome(): Outcome {
    const stuck: number[] = []
    const dead: number[] = []
    for (const { index, state, thread } of this.#actors) {
      if (state === 'dead') dead.push(index)
      else if (state !== 'ended') stuck.push(index)
      thread.abandon()
    }
    const performed = this.#actors
      .filter(({ begin }) => begin !== Number.POSITIVE_INFINITY)
      .map(({ operation, output, begin, end }) => ({ operation, output, call: begin, return: end }))
    const isRedundant = this.#isRedundant
    return { performed, schedule: this.#turns, steps: this.#clock, stuck, dead, isRedundant }
  }
}
