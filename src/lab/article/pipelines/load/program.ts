/**
 * The load as a process of its own, so that its garbage is none of a pipeline's: it tells its port and encodes all requests,
 * and whenever it is told to begin it sends them to the service that has connected.
 */
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { framesOf } from './frames.ts'
import { play } from './player.ts'

export interface LoadOrder {
  readonly seed: number
  /** Requests a second. */
  readonly rate: number
  /** Requests that are not measured, and all. */
  readonly warm: number
  readonly requests: number
}

/** After the order. */
export type LoadMessage = 'begin' | 'stop'

/** Where a service is to connect to, and then that all requests are encoded. */
export type LoadAnswer = { readonly port: number } | 'encoded'

process.once('disconnect', () => process.exit())
process.once('message', async (order: LoadOrder) => {
  const server = createServer({ noDelay: true }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new RangeError('no port')
  let connected: Promise<Socket[]> = once(server, 'connection')
  answer({ port: address.port })
  const frames = framesOf(order.seed, order.requests, order.rate)
  let isStopped = false
  process.on('message', async (message: LoadMessage) => {
    isStopped = message === 'stop'
    if (isStopped) return
    const [socket] = await connected
    connected = once(server, 'connection')
    if (socket === undefined) return
    // Of a service that is gone its own process tells why.
    socket.on('error', () => {})
    await play(frames, order, socket, () => !isStopped && !socket.destroyed)
    socket.end()
  })
  answer('encoded')
})

function answer(message: LoadAnswer): void {
  process.send?.(message)
}
