/**
 * The way to one replaying thread: a fixed number of batches that go there full and come back empty. Whoever wants to send
 * more waits for one to come back, so memory does not depend on how far reading could be ahead.
 */
import { Worker } from 'node:worker_threads'
import { append, emptyBatch, isFull, newBatch, type TraceBatch } from '../batch.ts'
import type { ParsedLine } from '../text/parse-line.ts'
import { failureOf } from './failure.ts'
import type { ReplayAnswer, ReplayStart, ReplayTally } from './protocol.ts'

/** One that is written here, and two there, so that the thread need not wait while one is written. */
const BATCHES = 3

export class Lane {
  readonly #worker: Worker
  /** Batches that are here; the first is written. */
  readonly #here: TraceBatch[] = []
  #tally: ReplayTally | undefined
  #isRunning = false
  #failure: { readonly error: unknown } | undefined
  /** Who waits for the thread's next answer: the reading thread alone, so one at most. */
  #wake: () => void = () => {}

  constructor(start: ReplayStart) {
    for (let n = 0; n < BATCHES; n++) this.#here.push(newBatch())
    this.#worker = new Worker(new URL('./replay.worker.js', import.meta.url), { workerData: start })
    this.#worker
      .on('message', (answer: ReplayAnswer) => this.#hear(answer))
      .on('error', (error) => this.#fail(error))
      .on('exit', () => this.#fail(new Error('a replaying thread ended before its trace')))
  }

  /** Resolves when the thread is ready for batches. */
  async running(): Promise<void> {
    await this.#until(() => this.#isRunning)
  }

  /** Whether a line can be put without waiting. */
  get hasRoom(): boolean {
    const batch = this.#here[0]
    return batch !== undefined && !isFull(batch)
  }

  /** Sends what was put, and resolves when there is room again. */
  async makeRoom(): Promise<void> {
    this.#send()
    await this.#until(() => this.#here.length > 0)
  }

  /** The line is one of `bytes`. There must be room. */
  put(bytes: Uint8Array, line: ParsedLine): void {
    const batch = this.#here[0]
    if (batch !== undefined) append(batch, bytes, line)
  }

  /** Sends the rest, and resolves when all is replayed. */
  async end(): Promise<ReplayTally> {
    this.#send()
    this.#worker.postMessage(null)
    return await this.#until(() => this.#tally)
  }

  /** Ends the thread, whatever it is doing. */
  async stop(): Promise<void> {
    await this.#worker.terminate()
  }

  #send(): void {
    const batch = this.#here[0]
    if (batch === undefined || batch.count === 0) return
    this.#here.shift()
    this.#worker.postMessage(batch, [batch.keys.buffer])
  }

  #hear(answer: ReplayAnswer): void {
    if (answer.kind === 'running') this.#isRunning = true
    else if (answer.kind === 'ended') this.#tally = answer.tally
    else if (answer.kind === 'failed') this.#fail(failureOf(answer))
    else {
      emptyBatch(answer.batch)
      this.#here.push(answer.batch)
    }
    this.#wake()
  }

  /** Only the first failure counts: others follow from it. */
  #fail(error: unknown): void {
    this.#failure ??= { error }
    this.#wake()
  }

  /** What `find` finds, once it finds something; rejects with the thread's failure. */
  async #until<Found>(find: () => Found | undefined | false): Promise<Found> {
    while (true) {
      const found = find()
      if (found !== undefined && found !== false) return found
      if (this.#failure !== undefined) throw this.#failure.error
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
