/** A `redis-server` of the lab's own, on loopback, which keeps nothing and ends with the process that started it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { MissingError } from '../installed.ts'

export interface RedisServer {
  readonly port: number
  close(): Promise<void>
}

const HOST = '127.0.0.1'
/** A port that is free when it is looked for may be another's when the server comes to it. */
const TRIES = 3
const READY = /ready to accept connections/i

/** @throws {MissingError} if there is no `redis-server` on PATH */
export async function startServer(folder: string): Promise<RedisServer> {
  for (let tries = 1; ; tries++) {
    const port = await freePort()
    const server = spawn('redis-server', argumentsFor(port, folder), {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const kill = (): void => {
      server.kill('SIGKILL')
    }
    process.once('exit', kill)
    const close = async (): Promise<void> => {
      process.off('exit', kill)
      await ended(server)
    }
    const said = await readiness(server)
    if (said === undefined) return { port, close }
    await close()
    if (tries === TRIES) throw new Error(`redis-server did not start: ${said}`)
  }
}

/** No snapshots and no log of writes; only this machine reaches it. */
function argumentsFor(port: number, folder: string): string[] {
  const options = {
    ...{ port, bind: HOST, dir: folder, save: '', appendonly: 'no', daemonize: 'no' },
    loglevel: 'notice',
  }
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`])
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new TypeError('a port has a number')
  return address.port
}

/** Undefined as soon as it takes connections; its last words if it ended before. */
function readiness(server: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.once('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT'
      reject(isMissing ? new MissingError('redis-server is not on PATH') : error)
    })
    server.once('exit', () => resolve(said.trim().split('\n').at(-1) ?? ''))
    server.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (READY.test(said)) resolve(undefined)
    })
  })
}

/** There is nothing that it would have to keep. */
async function ended(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return
  const exit = once(server, 'exit')
  server.kill('SIGKILL')
  await exit
}
