/** A thread in a schedule: what it is to do, one operation after the other, how far it is, and what it has seen. */
import { reads } from './accesses.ts'
import type { Image } from './image.ts'
import { type Journal, Table } from './journal.ts'
import type { Call, LogicalThread } from './logical-thread.ts'
import { mix, mixAgain } from './mixing.ts'
import type { Calls, Operation } from './operations/operation.ts'
import type { Performed } from './sequential.ts'

/** `stuck`: it waits within its recovery of another, for what cannot come. `alarmed`: it met another's write. */
export type ActorState = 'ready' | 'waiting' | 'ended' | 'dead' | 'stuck' | 'alarmed'

const STATE_CODE = { ready: 1, waiting: 2, ended: 3, dead: 4, stuck: 5, alarmed: 6 } as const
const STATE_BITS = 3
const LANE = 0x2545f491

export class Actor {
  readonly index: number
  readonly thread: LogicalThread
  readonly operations: readonly Operation[]
  /** The dead thread that it is to take back; undefined for a user's operation. */
  readonly recovers: LogicalThread | undefined
  state: ActorState = 'ready'
  /** The clock at the first access of the operation under way. */
  begin: number = Number.POSITIVE_INFINITY
  /** Operations that are over. */
  done: Performed[] = []
  /** Accesses before which it was asked who runs. */
  steps = 0
  /** All accesses: a recovery in the middle of a wait is not asked. */
  accesses = 0
  /** The access that it stopped before, and has yet to make. */
  isPending = false
  address = 0
  /** Bytes, or for a wait the value awaited. */
  detail = 0
  access = 0
  readonly #tick: () => number
  #calls: Calls
  #call: Call | undefined
  #last = 0
  /** Of all it read so far, in order, and of who had ended when it began: with the code, that is its whole state. */
  readonly #seen: Seen

  /** `tick` moves the clock on, which all threads of a schedule share. */
  constructor(
    index: number,
    thread: LogicalThread,
    operations: readonly Operation[],
    tick: () => number,
    seen: Seen,
    recovers?: LogicalThread,
  ) {
    this.index = index
    this.thread = thread
    this.operations = operations
    this.recovers = recovers
    this.#tick = tick
    this.#seen = seen
    this.#calls = this.#next()
  }

  #next(): Calls {
    const operation = this.operations[this.done.length]
    if (operation === undefined) throw new RangeError('nothing is left to do')
    return operation.run(this.thread)
  }

  /** As at the start of a schedule. */
  reset(): void {
    this.state = 'ready'
    this.begin = Number.POSITIVE_INFINITY
    this.done = []
    this.steps = 0
    this.accesses = 0
    this.isPending = false
    this.#calls = this.#next()
    this.#call = undefined
    this.#last = 0
  }

  /** Runs until it stops, dies, waits or ends. */
  advance(): void {
    while (true) {
      if (this.#call === undefined) {
        const next = this.#calls.next(this.#last)
        if (next.done === true) {
          if (this.#isOver(next.value)) return
          continue
        }
        this.#call = next.value
      }
      const result = this.thread.run(this.#call)
      if (result === undefined) return
      this.#last = result
      this.#call = undefined
    }
  }

  /** Whether the operation that has just ended was the last. */
  #isOver(output: Performed['output']): boolean {
    const operation = this.operations[this.done.length]
    if (operation !== undefined) {
      this.done.push({ operation, output, call: this.begin, return: this.#tick() })
    }
    this.begin = Number.POSITIVE_INFINITY
    if (this.done.length === this.operations.length) {
      this.state = 'ended'
      return true
    }
    this.#calls = this.#next()
    return false
  }

  /** What it did, and what it was doing when it stopped for ever. */
  performed(): Performed[] {
    const operation = this.operations[this.done.length]
    if (operation === undefined || this.begin === Number.POSITIVE_INFINITY) return this.done
    const unfinished = { call: this.begin, return: Number.POSITIVE_INFINITY }
    return [...this.done, { operation, output: undefined, ...unfinished }]
  }

  /** Whether it is in the middle of an operation that writes. */
  get isWriting(): boolean {
    const operation = this.operations[this.done.length]
    return this.begin !== Number.POSITIVE_INFINITY && operation?.isRead !== true
  }

  /** Whether it is not to be attached any more. */
  get hasLeft(): boolean {
    return this.done.some(({ operation }) => operation.isLast === true)
  }

  /** Before an operation's first access, when so many of each thread's were over as `over` says. */
  noteStart(over: number): void {
    this.#seen.note(this.index, over)
  }

  /** What an access to a shared word that it is about to make will find there. Where it is in its code, `steps` tells. */
  remember(image: Image, address: number, bytes: number, access: number): void {
    if (!reads(access)) return
    this.#seen.note(this.index, image.at(address))
    if (bytes === 8) this.#seen.note(this.index, image.at(address + 4))
  }

  low(): number {
    return mix(mix(this.#seen.low(this.index) ^ this.#where()) + this.index)
  }

  high(): number {
    return mixAgain(mixAgain(this.#seen.high(this.index) ^ this.#where()) + this.index)
  }

  #where(): number {
    return (this.accesses << STATE_BITS) | STATE_CODE[this.state]
  }
}

/** What the actors have seen, as 64 bits each. */
export class Seen {
  readonly #low: Table
  readonly #high: Table

  constructor(actors: number, journal: Journal) {
    this.#low = new Table(journal, actors)
    this.#high = new Table(journal, actors)
  }

  low(actor: number): number {
    return this.#low.get(actor)
  }

  high(actor: number): number {
    return this.#high.get(actor)
  }

  note(actor: number, value: number): void {
    this.#low.set(actor, mix(this.#low.get(actor) ^ value) + 1)
    this.#high.set(actor, mixAgain((this.#high.get(actor) ^ value) + LANE))
  }
}
