/** Schedules of a program, one after the other: who runs is asked before each access, and nothing else is left to chance. */
import { ACCESS, writes } from '../explorer/accesses.ts'
import { mix, mixAgain } from '../explorer/mixing.ts'
import type { Ending, Turn } from '../explorer/schedule.ts'
import type { Decision, Moment, Scheduler } from '../explorer/schedulers/scheduler.ts'
import { type Access, describe, TIMED_OUT, WOKEN } from './access.ts'
import type { Program } from './program.ts'
import type { RaceWatch } from './race-watch.ts'
import { RerunThread, type ThreadState } from './rerun-thread.ts'

export interface ProgramOutcome {
  readonly schedule: readonly Turn[]
  readonly steps: number
  readonly isRedundant: boolean
  readonly dead: readonly number[]
  /** Threads that can neither go on nor end. */
  readonly stuck: readonly number[]
  readonly race: string | undefined
}

/** Accesses in a row without a change of memory: whoever gets there, with nobody else to run, goes round for ever. */
const STUCK_ACCESSES = 1000
const ENDING: Record<ThreadState, Ending> = {
  ready: 'stopped',
  idle: 'stopped',
  waiting: 'waits',
  ended: 'ended',
  dead: 'died',
}

const STATE_CODE: Record<ThreadState, number> = { ready: 1, idle: 2, waiting: 3, ended: 4, dead: 5 }

export class ProgramExecution<Result> implements Moment {
  readonly words: Int32Array
  readonly threads: readonly RerunThread<Result>[]
  low = 0
  high = 0
  /** Each access, as it reads; kept only where somebody wants to read it. */
  trace: string[] | undefined
  readonly #start: Int32Array
  readonly #races: RaceWatch
  /** Who waits, in order. */
  #waiters: RerunThread<Result>[] = []
  #scheduler: Scheduler = NEVER
  #turns: Turn[] = []
  #steps = 0
  #chosen: number | undefined
  #running = 0
  /** Accesses since memory last changed. */
  #still = 0
  readonly #spins: number
  #isRedundant = false
  /** Of all that each thread has read. */
  readonly #histories: Int32Array

  constructor({ words, setup, threads }: Program<Result>, races: RaceWatch, spins: number) {
    this.#spins = spins
    this.words = new Int32Array(new SharedArrayBuffer(words * 4))
    setup?.(this.words, Atomics)
    this.#start = this.words.slice()
    this.#races = races
    this.threads = threads.map((body, index) => new RerunThread(index, body, this.words))
    this.#histories = new Int32Array(threads.length * 2)
  }

  run(scheduler: Scheduler): ProgramOutcome {
    this.#begin(scheduler)
    while (!this.#isRedundant && this.#races.found === undefined) {
      const candidates = this.#candidates()
      if (candidates.length === 0 || this.#still > STUCK_ACCESSES) break
      const thread = this.#pick(candidates)
      this.#advance(thread)
    }
    return this.#end()
  }

  #begin(scheduler: Scheduler): void {
    this.words.set(this.#start)
    this.#scheduler = scheduler
    this.#turns = []
    this.#waiters = []
    this.#steps = 0
    this.#still = 0
    this.#chosen = undefined
    this.#isRedundant = false
    this.#histories.fill(0)
    this.#races.begin()
    for (const thread of this.threads) thread.reset()
  }

  /** Who can run; if nobody can, the idle go on, and if there are none, the waits that have a limit end. */
  #candidates(): number[] {
    const ready = this.#inState('ready')
    if (ready.length > 0) return ready
    const idle = this.#inState('idle')
    if (idle.length > 0) return idle
    const timed = this.#waiters.filter(({ pending }) => Number.isFinite(pending?.operands[1]))
    return timed.map(({ index }) => index)
  }

  #inState(state: ThreadState): number[] {
    return this.threads.filter((thread) => thread.state === state).map(({ index }) => index)
  }

  #pick(candidates: readonly number[]): RerunThread<Result> {
    const chosen = this.#chosen
    this.#chosen = undefined
    const index =
      chosen !== undefined && candidates.includes(chosen)
        ? chosen
        : this.#scheduler.next(candidates)
    const thread = this.threads[index]
    if (thread === undefined) throw new RangeError(`there is no thread ${index}`)
    return thread
  }

  others(): readonly number[] {
    return this.#inState('ready').filter((index) => index !== this.#running)
  }

  hash(): void {
    let low = 0
    let high = 0
    for (let at = 0; at < this.words.length; at++) {
      const word = (this.words[at] ?? 0) ^ mix(at + 1)
      low = (low + mix(word)) | 0
      high = (high + mixAgain(word)) | 0
    }
    for (const { index, steps, state } of this.threads) {
      const where = steps * 8 + STATE_CODE[state]
      low = (low + mix(mix((this.#histories[index * 2] ?? 0) ^ where) + index)) | 0
      high = (high + mixAgain(mixAgain((this.#histories[index * 2 + 1] ?? 0) ^ where) + index)) | 0
    }
    this.low = low
    this.high = high
  }

  #advance(thread: RerunThread<Result>): void {
    const before = thread.asked
    this.#running = thread.index
    if (thread.state === 'waiting') this.#wake(thread, TIMED_OUT)
    thread.state = 'ready'
    const { pending } = thread
    if (pending !== undefined && this.#waits(pending)) this.#sleep(thread)
    else {
      thread.pending = undefined
      if (pending !== undefined) thread.note(pending, this.#perform(thread, pending))
      thread.advance((access) => this.#gate(thread, access))
    }
    const steps = thread.asked - before
    this.#turns.push({ thread: thread.index, steps, ending: ENDING[thread.state] })
  }

  #gate(thread: RerunThread<Result>, access: Access): number | undefined {
    if (this.#races.found !== undefined) return undefined
    const decision = this.#decide(thread, access)
    if (decision === 'redundant') {
      this.#isRedundant = true
      return undefined
    }
    thread.asked++
    if (decision === 'dies') {
      thread.state = 'dead'
      this.trace?.push(`thread ${thread.index} dies before ${describe(access, 0)}`)
      return undefined
    }
    if (decision !== thread.index) this.#chosen = decision
    else if (this.#waits(access)) this.#sleep(thread)
    else if (!this.#spinsAt(thread, access.index)) return this.#perform(thread, access)
    else thread.state = 'idle'
    thread.pending = access
    return undefined
  }

  #spinsAt({ repeats }: RerunThread<Result>, index: number): boolean {
    const count = (repeats[index] ?? 0) + 1
    repeats[index] = count > this.#spins ? 0 : count
    return count > this.#spins
  }

  #decide(thread: RerunThread<Result>, access: Access): Decision {
    return this.#scheduler.before(thread.index, access.kind, true, this)
  }

  #waits({ kind, index, operands }: Access): boolean {
    return kind === ACCESS.wait && this.words[index] === operands[0]
  }

  #sleep(thread: RerunThread<Result>): void {
    thread.state = 'waiting'
    this.#waiters.push(thread)
  }

  #wake(thread: RerunThread<Result>, result: number): void {
    const { pending } = thread
    this.#waiters = this.#waiters.filter((waiter) => waiter !== thread)
    thread.state = 'ready'
    thread.pending = undefined
    if (pending !== undefined) this.#noted(thread, pending, result)
    if (pending !== undefined) thread.note(pending, result)
  }

  #perform(thread: RerunThread<Result>, access: Access): number {
    if (access.name === 'notify') return this.#notify(thread, access)
    const before = this.words[access.index] ?? 0
    const result = access.perform(this.words)
    const isChanged = (this.words[access.index] ?? 0) !== before
    this.#races.access(thread.index, access, result)
    this.#noted(thread, access, result)
    if (isChanged) this.#changed()
    else this.#still++
    return result
  }

  #notify(thread: RerunThread<Result>, access: Access): number {
    const most = access.operands[0] ?? 0
    const woken = this.#waiters.filter(({ pending }) => pending?.index === access.index)
    let count = 0
    for (const waiter of woken) {
      if (count >= most) break
      this.#races.order(thread.index, waiter.index)
      this.#wake(waiter, WOKEN)
      count++
    }
    this.#noted(thread, access, count)
    if (count > 0) this.#changed()
    return count
  }

  #changed(): void {
    this.#still = 0
    for (const thread of this.threads) {
      thread.repeats.fill(0)
      if (thread.state === 'idle') thread.state = 'ready'
    }
  }

  #noted(thread: RerunThread<Result>, access: Access, result: number): void {
    this.#steps++
    const at = thread.index * 2
    if (!writes(access.kind) || access.kind === ACCESS.cas) {
      this.#histories[at] = mix((this.#histories[at] ?? 0) ^ result) + 1
      this.#histories[at + 1] = mixAgain((this.#histories[at + 1] ?? 0) ^ result) + 1
    }
    this.trace?.push(`thread ${thread.index}: ${describe(access, result)}`)
  }

  #end(): ProgramOutcome {
    const stuck = this.threads.filter(({ state }) => state !== 'ended' && state !== 'dead')
    return {
      schedule: this.#turns,
      steps: this.#steps,
      isRedundant: this.#isRedundant,
      dead: this.#inState('dead'),
      stuck: stuck.map(({ index }) => index),
      race: this.#races.found,
    }
  }
}

const NEVER: Scheduler = {
  next: (ready) => ready[0] ?? 0,
  before: (running) => running,
}
