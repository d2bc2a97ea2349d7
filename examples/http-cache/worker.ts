/** One of the workers: an HTTP server on a port of its own, answering from the cache that it shares with all others. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { parentPort, threadId, workerData } from 'node:worker_threads'
import { SharedMap, type SharedMapHandle } from 'selvedge'
import { fetchFromOrigin } from './origin.ts'

export interface Page {
  readonly body: string
  /** The thread that fetched it. */
  readonly fetchedBy: number
}

export interface CacheWorkerData {
  readonly pages: SharedMapHandle<string, Page>
  readonly counts: SharedMapHandle<string, number>
}

const data: CacheWorkerData = workerData
const pages = SharedMap.attach(data.pages)
const counts = SharedMap.attach(data.counts)

const server = createServer(async (request, response) => {
  const path = request.url ?? '/'
  if (path === '/stats') {
    const { hits = 0, misses = 0 } = Object.fromEntries(counts)
    response.end(JSON.stringify({ pages: pages.size, hits, misses }))
    return
  }
  const cached = pages.get(path)
  counts.increment(cached ? 'hits' : 'misses')
  // Two workers may fetch the same page at once: the first to store it wins, and both answer with that one.
  const page =
    cached ?? pages.getOrInsert(path, { body: await fetchFromOrigin(path), fetchedBy: threadId })
  response.setHeader('x-cache', cached ? 'hit' : 'miss')
  response.setHeader('x-fetched-by', page.fetchedBy)
  response.setHeader('x-served-by', threadId)
  response.end(page.body)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
parentPort?.postMessage(server.address())
