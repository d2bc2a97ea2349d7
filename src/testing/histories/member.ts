/** One thread of a history storm as its parent sees it: whether it is ready, done with a round, or gone. */
import { Worker } from 'node:worker_threads'
import { Deferred } from '../storm/deferred.ts'
import { describeError } from '../storm/finding.ts'
import type { Assignment, Boot, PlayerMessage } from './protocol.ts'

export interface MemberEvents {
  /** An operation threw. */
  readonly failed: (op: string, seen: string) => void
  /** The thread ended, and nobody had asked it to. */
  readonly fell: (reason: string) => void
}

export class Member {
  readonly #worker: Worker
  readonly #booted = new Deferred()
  readonly #exited = new Deferred()
  readonly #parked = new Map<number, Deferred>()
  #killed = false
  #gone = false

  constructor(boot: Boot, events: MemberEvents) {
    let reason = 'ended by itself'
    this.#worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: boot })
    this.#worker.on('message', (message: PlayerMessage) => {
      if (message.type === 'booted') this.#booted.settle()
      else if (message.type === 'parked') this.#park(message.round).settle()
      else events.failed(message.op, message.seen)
    })
    this.#worker.on('error', (error) => {
      reason = describeError(error)
    })
    this.#worker.on('exit', () => {
      this.#gone = true
      this.#booted.settle()
      this.#exited.settle()
      for (const parked of this.#parked.values()) parked.settle()
      if (!this.#killed) events.fell(reason)
    })
  }

  /** Settles when the thread waits for its place, or is gone. */
  get booted(): Promise<void> {
    return this.#booted.promise
  }

  /** Settles when the thread is gone. */
  get exited(): Promise<void> {
    return this.#exited.promise
  }

  assign(assignment: Assignment): void {
    this.#worker.postMessage(assignment)
  }

  /** Settles when the thread is done with the round, or is gone. */
  parked(round: number): Promise<void> {
    return this.#gone ? Promise.resolve() : this.#park(round).promise
  }

  /** Asks the thread to end wherever it is, and does not wait. */
  kill(): void {
    this.#killed = true
    void this.#worker.terminate()
  }

  /** A thread that does not end keeps nobody from ending. */
  abandon(): void {
    this.#worker.unref()
  }

  /** Of the rounds that nobody asks for any more none is kept. */
  #park(round: number): Deferred {
    const known = this.#parked.get(round)
    if (known !== undefined) return known
    const fresh = new Deferred()
    this.#parked.clear()
    this.#parked.set(round, fresh)
    return fresh
  }
}
