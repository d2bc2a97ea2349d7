/**
 * Eight workers, one cache, one port. Threads cannot share a listening socket, so each listens on a port of its own and
 * the main thread forwards each connection to the next of them. A dead worker is replaced.
 */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { SharedMap } from 'selvedge'
import type { CacheWorkerData, Page } from './worker.ts'

export class CacheService {
  readonly #pages = new SharedMap<string, Page>({ name: 'pages' })
  readonly #counts = new SharedMap<string, number>({ name: 'counts' })
  /** The live workers, each with its port once it listens. */
  readonly #workers = new Map<Worker, number | undefined>()
  readonly #front: Server = createServer((socket) => this.#forward(socket))
  #next = 0
  #closing = false

  /** Resolves to the port of the service, once all workers listen. */
  async listen(port: number, workers = 8): Promise<number> {
    await Promise.all(Array.from({ length: workers }, () => this.#startWorker()))
    await once(this.#front.listen(port, '127.0.0.1'), 'listening')
    const address = this.#front.address()
    return typeof address === 'object' ? (address?.port ?? port) : port
  }

  get workers(): Worker[] {
    return [...this.#workers.keys()]
  }

  async close(): Promise<void> {
    this.#closing = true
    this.#front.close()
    await Promise.all(this.workers.map((worker) => worker.terminate()))
    this.#pages.close()
    this.#counts.close()
  }

  async #startWorker(): Promise<void> {
    const data: CacheWorkerData = { pages: this.#pages.handle, counts: this.#counts.handle }
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: data })
    this.#workers.set(worker, undefined)
    worker.once('error', console.error)
    worker.once('exit', () => {
      this.#workers.delete(worker)
      if (!this.#closing) this.#startWorker()
    })
    const [address] = await once(worker, 'message')
    this.#workers.set(worker, address.port)
  }

  #forward(client: Socket): void {
    const ports = [...this.#workers.values()].filter((port) => port !== undefined)
    const port = ports[this.#next++ % ports.length]
    if (port === undefined) client.destroy()
    else pipeline(client, connect(port, '127.0.0.1'), client, () => client.destroy())
  }
}
