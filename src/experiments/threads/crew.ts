/** Threads that are already running and take tasks, so that a race is not over before its last runner has started. */
import { type TransferListItem, Worker } from 'node:worker_threads'

export class Crew<Task, Answer> {
  readonly #workers: readonly Worker[]
  readonly #signal: AbortSignal
  /** Why threads ended, also those that were not at work: nobody waits for them then. */
  readonly #ends = new Map<Worker, unknown>()

  private constructor(workers: readonly Worker[], signal: AbortSignal) {
    this.#workers = workers
    this.#signal = signal
    for (const worker of workers) {
      const ended = (why: unknown): void => {
        if (!this.#ends.has(worker)) this.#ends.set(worker, why)
      }
      worker.on('error', ended).on('exit', () => ended(new Error('a thread ended by itself')))
    }
  }

  /** Starts `size` threads that run the module, which calls `serve`. */
  static async start<Task, Answer>(
    module: URL,
    size: number,
    signal: AbortSignal,
  ): Promise<Crew<Task, Answer>> {
    signal.throwIfAborted()
    const workers = Array.from({ length: size }, () => new Worker(module))
    const crew = new Crew<Task, Answer>(workers, signal)
    try {
      await Promise.all(workers.map((worker) => crew.#next(worker, () => {})))
    } catch (error) {
      await crew.stop()
      throw error
    }
    return crew
  }

  /**
   * Gives each thread a task, and with it what is to be moved there. Rejects if one of them ends or has ended, or the signal
   * comes.
   */
  async ask(
    tasks: readonly Task[],
    transfers: readonly (readonly TransferListItem[])[] = [],
  ): Promise<Answer[]> {
    return Promise.all(
      tasks.map((task, at) => {
        const worker = this.#workers[at]
        if (worker === undefined) throw new RangeError('more tasks than threads')
        return this.#next<Answer>(worker, () => worker.postMessage(task, transfers[at]))
      }),
    )
  }

  /** Ends all threads, whatever they are doing. */
  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  /** The thread's next message, after `cause`. */
  #next<Message>(worker: Worker, cause: () => void): Promise<Message> {
    return new Promise((resolve, reject) => {
      const done = (end: () => void): void => {
        worker.off('message', answered).off('error', failed).off('exit', ended)
        this.#signal.removeEventListener('abort', interrupted)
        end()
      }
      const answered = (message: Message): void => done(() => resolve(message))
      const ended = (): void => done(() => reject(this.#ends.get(worker)))
      const failed = (error: unknown): void => done(() => reject(error))
      const interrupted = (): void => failed(this.#signal.reason)
      worker.on('message', answered).on('error', failed).on('exit', ended)
      this.#signal.addEventListener('abort', interrupted)
      if (this.#signal.aborted) interrupted()
      else if (this.#ends.has(worker)) ended()
      else cause()
    })
  }
}

/** Runs `use` with so many threads, and ends them. */
export async function withCrew<Task, Answer, Result>(
  { module, size, signal }: { module: URL; size: number; signal: AbortSignal },
  use: (crew: Crew<Task, Answer>) => Promise<Result>,
): Promise<Result> {
  const crew = await Crew.start<Task, Answer>(module, size, signal)
  try {
    return await use(crew)
  } finally {
    await crew.stop()
  }
}
