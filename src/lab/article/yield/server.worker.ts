/** A thread that answers HTTP requests, each in turns of work; the path says how it yields between them. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Pauses, watchPauses } from '../../../experiments/gc/pauses.ts'
import { serve } from '../../../experiments/threads/serve.ts'
import { SharedMap, type SharedMapHandle } from '../../../index.ts'
import { runTurns, yieldingNamed } from './turns.ts'

export type ServerTask =
  | { readonly step: 'open'; readonly counts: SharedMapHandle<number, number> }
  | { readonly step: 'watch' | 'end' }

export type ServerAnswer =
  | { readonly port: number }
  /** `busy`: the share of the time in which the event loop had something to do. */
  | { readonly pauses: Pauses; readonly turns: number; readonly busy: number }

interface Order {
  readonly id: number
  readonly lines: readonly { readonly item: string; readonly count: number }[]
}

/** Turns of each request: an order each. */
export const TURNS = 10
const ITEMS = 20

const ORDERS = Array.from({ length: 100 }, (_, id) => orderText(id))

let watch: Awaited<ReturnType<typeof watchPauses>> | undefined
let turns = 0
let loopBefore = performance.eventLoopUtilization()

serve(async (task: ServerTask): Promise<ServerAnswer | undefined> => {
  if (task.step === 'open') return { port: await open(task.counts) }
  if (task.step === 'watch') {
    turns = 0
    watch = await watchPauses()
    loopBefore = performance.eventLoopUtilization()
    return undefined
  }
  if (watch === undefined) throw new RangeError('before it ends a thread is to watch')
  const { utilization } = performance.eventLoopUtilization(loopBefore)
  return { pauses: await watch.end(), turns, busy: utilization }
})

async function open(handle: SharedMapHandle<number, number>): Promise<number> {
  const counts = SharedMap.attach(handle)
  const turn = (n: number): void => {
    turns++
    const order: Order = JSON.parse(ORDERS[n] ?? '')
    for (const { count } of order.lines) counts.increment(order.id, count)
  }
  const server = createServer(async ({ url = '' }, response) => {
    const yielding = yieldingNamed(url.slice(1))
    if (yielding === undefined) {
      response.writeHead(404).end()
      return
    }
    await runTurns(yielding, TURNS, turn)
    response.end('ok')
  })
  // Between its rounds the client keeps its connections.
  server.keepAliveTimeout = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!isAddress(address)) throw new Error('the server has no port')
  return address.port
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

/** As it comes from outside. */
function orderText(id: number): string {
  const lines = Array.from({ length: ITEMS }, (_, n) => ({
    item: `item ${n}`,
    count: id % (n + 2),
  }))
  return JSON.stringify({ id, lines })
}
