/** The lookup workers from the main thread's side: start one, wait for what it reports, kill one while it writes. */
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { Board, boardMemory, STOP, WRITE } from './board.ts'
import type { LookupWorkerData, LookupWorkerMessage } from './lookup-worker.ts'

type Attached = Extract<LookupWorkerMessage, { kind: 'attached' }>
type Stopped = Extract<LookupWorkerMessage, { kind: 'stopped' }>

/** Increments that the victim makes after it was told to do nothing else, so that the kill comes in the midst of them. */
const WRITES_BEFORE_KILL = 5_000

export class Member {
  readonly board: Board
  readonly #worker: Worker
  readonly #ended: Promise<unknown>
  #attached: Attached | undefined
  #stopped: Stopped | undefined

  constructor(shared: Omit<LookupWorkerData, 'board' | 'seed'>, seed: number) {
    const board = boardMemory(shared.countries.length)
    this.board = new Board(board, shared.countries.length)
    const workerData: LookupWorkerData = { ...shared, board, seed }
    this.#worker = new Worker(new URL('./lookup-worker.js', import.meta.url), { workerData })
    this.#ended = once(this.#worker, 'exit')
    this.#worker.on('message', (message: LookupWorkerMessage) => {
      if (message.kind === 'attached') this.#attached = message
      else this.#stopped = message
    })
  }

  /** Resolves to the milliseconds that attaching took. */
  async attached(): Promise<number> {
    while (this.#attached === undefined) await once(this.#worker, 'message')
    return this.#attached.attachMs
  }

  /** Lets the worker end by itself. Resolves to its last report. */
  async stop(): Promise<Stopped> {
    this.board.give(STOP)
    await this.#ended
    if (this.#stopped === undefined) throw new Error('a lookup worker ended without a report')
    return this.#stopped
  }

  /** Terminates the worker between two instructions of its writes. Resolves to true if it could not report any more. */
  async killWhileWriting(): Promise<boolean> {
    this.board.give(WRITE)
    const enough = this.board.allAcknowledged + WRITES_BEFORE_KILL
    while (this.board.allAcknowledged < enough) await setImmediate()
    await this.#worker.terminate()
    return this.#stopped === undefined
  }
}
