/** One worker thread as the parent sees it: when it was ready, when it came to the gate, how it ended. */
import { Worker } from 'node:worker_threads'
import { Deferred } from './deferred.ts'
import { describeError, type Violation } from './finding.ts'
import type { NurseryMessage, WorkerMessage, WorkerPlan } from './protocol.ts'

export interface MemberEvents {
  readonly violation: (violation: Violation) => void
  /** The thread ended and nobody had asked it to. */
  readonly fell: (slot: number, reason: string) => void
}

export class Member {
  readonly #worker: Worker
  readonly #ready = new Deferred()
  readonly #exited = new Deferred()
  #parked = new Deferred()
  #killed = false
  #gone = false

  constructor(plan: WorkerPlan, events: MemberEvents) {
    let reason = 'ended by itself'
    this.#worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: plan })
    this.#worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'ready') this.#ready.settle()
      else if (message.type === 'parked') this.#parked.settle()
      else events.violation(message.violation)
    })
    this.#worker.on('error', (error) => {
      reason = describeError(error)
    })
    this.#worker.on('exit', () => {
      this.#gone = true
      this.#ready.settle()
      this.#parked.settle()
      this.#exited.settle()
      if (!this.#killed) events.fell(plan.slot, reason)
    })
  }

  get gone(): boolean {
    return this.#gone
  }

  /** Settles when the worker has taken over its slot, or is gone. */
  get ready(): Promise<void> {
    return this.#ready.promise
  }

  /** Settles when the thread is gone. */
  get exited(): Promise<void> {
    return this.#exited.promise
  }

  /** Asks the thread to end at once, and does not wait: when this returns it may still be running. */
  kill(): void {
    this.#killed = true
    void this.#worker.terminate()
  }

  /** Settles when the worker next comes to the gate, or is gone. To be called before the gate shuts. */
  parks(): Promise<void> {
    if (this.#gone) return Promise.resolve()
    this.#parked = new Deferred()
    return this.#parked.promise
  }

  /** A thread that does not end keeps nobody from ending. */
  abandon(): void {
    this.#worker.unref()
  }

  send(message: NurseryMessage): void {
    this.#worker.postMessage(message)
  }
}
