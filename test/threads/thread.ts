/** Threads of the tests: a worker with the map attached, told by message what to call. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

export interface ThreadOptions {
  readonly nearCache?: number | false
}

interface Answer {
  readonly id: number
  readonly result?: unknown
  readonly code?: string
  readonly message?: string
}

export class Thread {
  readonly worker: Worker
  /** Resolves with the exit code once the exit event was delivered. */
  readonly exited: Promise<number>
  #calls = 0

  private constructor(worker: Worker) {
    this.worker = worker
    // Two listeners may be needed for every call under way at once.
    worker.setMaxListeners(100)
    this.exited = new Promise((resolve) => worker.once('exit', resolve))
    // An uncaught error is followed by the exit, which the tests look at.
    worker.on('error', () => undefined)
  }

  /** A thread that has attached; rejects with the `code` of the error if it could not. */
  static async start(handle: object, options: ThreadOptions = {}): Promise<Thread> {
    const url = new URL('../fixtures/map-thread.mjs', import.meta.url)
    const thread = new Thread(new Worker(url, { workerData: { handle, options } }))
    const [first] = await once(thread.worker, 'message')
    if (first.attached === true) return thread
    await thread.exited
    throw Object.assign(new Error(first.message), { code: first.code })
  }

  static startAll(count: number, handle: object, options?: ThreadOptions): Promise<Thread[]> {
    return Promise.all(Array.from({ length: count }, () => Thread.start(handle, options)))
  }

  /** Calls a method of the map over there; rejects with its error's `code`. */
  call(method: string, ...args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#calls
    return new Promise((resolve, reject) => {
      const listen = (answer: Answer): void => {
        if (answer.id !== id) return
        this.worker.off('message', listen)
        if (answer.message === undefined) resolve(answer.result)
        else reject(Object.assign(new Error(answer.message), { code: answer.code }))
      }
      this.worker.on('message', listen)
      this.tell(method, id, ...args)
    })
  }

  /** Sends a call that is not going to be answered. */
  tell(method: string, id: number, ...args: readonly unknown[]): void {
    this.worker.postMessage({ id, method, args })
  }

  /** Lets it run out of work, the normal end of a thread. */
  async end(): Promise<number> {
    this.tell('end', -1)
    return this.exited
  }

  async kill(): Promise<void> {
    await this.worker.terminate()
    await this.exited
  }
}
