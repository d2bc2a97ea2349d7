/** A thread in a schedule: what it is to do, how far it is, and what it has seen. */
import { reads } from './accesses.ts'
import type { Image } from './image.ts'
import type { Call, LogicalThread } from './logical-thread.ts'
import { mix, mixAgain } from './mixing.ts'
import type { Calls, Operation, Output } from './operations/operation.ts'

/** `stuck`: it waits within its recovery of another, for what cannot come. */
export type ActorState = 'ready' | 'waiting' | 'ended' | 'dead' | 'stuck'

const STATE_CODE = { ready: 1, waiting: 2, ended: 3, dead: 4, stuck: 5 } as const
const STATE_BITS = 3
const LANE = 0x2545f491

export class Actor {
  readonly index: number
  readonly thread: LogicalThread
  readonly operation: Operation
  /** The dead thread that it is to take back; undefined for a user's operation. */
  readonly recovers: LogicalThread | undefined
  state: ActorState = 'ready'
  /** The clock at its operation's first access, and after its last. */
  begin: number = Number.POSITIVE_INFINITY
  end: number = Number.POSITIVE_INFINITY
  /** Accesses before which it was asked who runs. */
  steps = 0
  /** All accesses: a recovery in the middle of a wait is not asked. */
  accesses = 0
  output: Output
  /** The access that it stopped before, and has yet to make. */
  isPending = false
  address = 0
  /** Bytes, or for a wait the value awaited. */
  detail = 0
  access = 0
  #calls: Calls
  #call: Call | undefined
  #last = 0
  /** Of all it read so far, in order, and of who had ended when it began: with the code, that is its whole state. */
  #low = 0
  #high = 0

  constructor(
    index: number,
    thread: LogicalThread,
    operation: Operation,
    recovers?: LogicalThread,
  ) {
    this.index = index
    this.thread = thread
    this.operation = operation
    this.recovers = recovers
    this.#calls = operation.run(thread)
  }

  /** As at the start of a schedule. */
  reset(): void {
    this.state = 'ready'
    this.begin = Number.POSITIVE_INFINITY
    this.end = Number.POSITIVE_INFINITY
    this.steps = 0
    this.accesses = 0
    this.output = undefined
    this.isPending = false
    this.#calls = this.operation.run(this.thread)
    this.#call = undefined
    this.#last = 0
    this.#low = 0
    this.#high = 0
  }

  /** Runs until it stops, dies, waits or ends. */
  advance(): void {
    while (true) {
      if (this.#call === undefined) {
        const next = this.#calls.next(this.#last)
        if (next.done === true) {
          this.output = next.value
          this.state = 'ended'
          return
        }
        this.#call = next.value
      }
      const result = this.thread.run(this.#call)
      if (result === undefined) return
      this.#last = result
      this.#call = undefined
    }
  }

  /** Its first access comes at this time, when those had ended that `ended` has a bit for. */
  start(clock: number, ended: number): void {
    this.begin = clock
    this.#note(ended)
  }

  /** What an access to a shared word that it is about to make will find there. Where it is in its code, `steps` tells. */
  remember(image: Image, address: number, bytes: number, access: number): void {
    if (!reads(access)) return
    this.#note(image.at(address))
    if (bytes === 8) this.#note(image.at(address + 4))
  }

  #note(value: number): void {
    this.#low = mix(this.#low ^ value) + 1
    this.#high = mixAgain((this.#high ^ value) + LANE)
  }

  low(): number {
    return mix(mix(this.#low ^ this.#where()) + this.index)
  }

  high(): number {
    return mixAgain(mixAgain(this.#high ^ this.#where()) + this.index)
  }

  #where(): number {
    return (this.accesses << STATE_BITS) | STATE_CODE[this.state]
  }
}
