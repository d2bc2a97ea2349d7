/**
 * Pipeline B: a thread that reads requests and hands them to a pool of workers, as many as there are cores, each for a part
 * of the customers. Bodies travel in buffers from a pool, which are moved to a worker and back; the lines that come back
 * are written asynchronously, all that have come meanwhile at once.
 */
import { once } from 'node:events'
import { connect } from 'node:net'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { MOST_BYTES } from '../load/frame.ts'
import { FrameCutter } from '../load/frame-cutter.ts'
import { Meter, type ThreadFigures } from '../service/meter.ts'
import type { Pipeline, Setting } from '../service/pipeline.ts'
import { JournalWriter } from './journal-writer.ts'
import type { FromWorker, ToWorker, WorkerSetting } from './protocol.ts'

/** Of the buffer that the socket reads into, again and again. */
const CHUNK_BYTES = 2 * MOST_BYTES

export async function startPool(setting: Setting): Promise<Pipeline> {
  const workers = await startWorkers(setting)
  return {
    threads: 1 + workers.length,
    sharedBytes: 0,
    async serve(port) {
      const meter = await Meter.start()
      const journal = await JournalWriter.open(setting.journal, meter)
      const dispatcher = new Dispatcher(workers, journal)
      const cutter = new FrameCutter()
      const chunk = Buffer.alloc(CHUNK_BYTES)
      const socket = connect({
        ...{ port, host: '127.0.0.1' },
        onread: {
          buffer: chunk,
          callback(bytes) {
            for (const { key, document, due } of cutter.cut(chunk.subarray(0, bytes))) {
              dispatcher.hand(key, document, due)
            }
            return true
          },
        },
      })
      await once(socket, 'end')
      const ofWorkers = await dispatcher.end()
      await journal.close()
      await Promise.all(workers.map((worker) => worker.terminate()))
      return [await meter.figures(), ...ofWorkers]
    },
  }
}

async function startWorkers({ seed, rate, windowMs }: Setting): Promise<readonly Worker[]> {
  const module = new URL('./pool.worker.js', import.meta.url)
  const count = availableParallelism()
  const workers = Array.from({ length: count }, (_, worker) => {
    const workerData: WorkerSetting = { seed, rate, windowMs, worker, workers: count }
    return new Worker(module, { workerData })
  })
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  return workers
}

class Dispatcher {
  readonly #workers: readonly Worker[]
  /** Those that no worker has. */
  readonly #buffers: ArrayBuffer[] = []
  readonly #figures: Promise<readonly ThreadFigures[]>

  constructor(workers: readonly Worker[], journal: JournalWriter) {
    this.#workers = workers
    const ends = workers.map(
      (worker) =>
        new Promise<ThreadFigures>((resolve) => {
          worker.on('message', (message: FromWorker) => {
            if (message === 'ready') return
            if ('figures' in message) {
              resolve(message.figures)
              return
            }
            this.#buffers.push(message.buffer)
            journal.add(message.line, message.due)
          })
        }),
    )
    this.#figures = Promise.all(ends)
  }

  /** Orders of a customer all go to the same worker, which does them in the order in which they came. */
  hand(key: number, document: Buffer, due: number): void {
    const buffer = this.#buffers.pop() ?? new ArrayBuffer(MOST_BYTES)
    document.copy(new Uint8Array(buffer))
    this.#post(key % this.#workers.length, { buffer, length: document.length, due }, [buffer])
  }

  /** When all that was handed over has come back. */
  end(): Promise<readonly ThreadFigures[]> {
    for (const at of this.#workers.keys()) this.#post(at, 'end', [])
    return this.#figures
  }

  #post(worker: number, message: ToWorker, transferred: readonly ArrayBuffer[]): void {
    this.#workers[worker]?.postMessage(message, transferred)
  }
}
