/** Requests to servers, over connections that are kept. */
import { Agent, get } from 'node:http'

export interface Load {
  readonly answered: number
  /** Requests that had no answer: what a server that is gone leaves. */
  readonly failed: number
}

/** At a time, to each server. */
const CONNECTIONS = 8
const PATHS = 100
/** One request in so many asks for the statistics. */
const STATISTICS_EVERY = 20

/** Sends requests until so many are answered, or `goesOn` says no, or one fails. */
export async function load(
  ports: readonly number[],
  requests: number,
  goesOn: () => boolean,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let begun = 0
  let answered = 0
  let failed = 0
  const client = async (port: number): Promise<void> => {
    while (begun < requests && failed === 0 && goesOn()) {
      const n = begun++
      const path = n % STATISTICS_EVERY === 0 ? '/statistics' : `/item/${n % PATHS}`
      if (await isAnswered(port, path, agent)) answered++
      else failed++
    }
  }
  const clients = ports.flatMap((port) => Array.from({ length: CONNECTIONS }, () => client(port)))
  await Promise.all(clients)
  agent.destroy()
  return { answered, failed }
}

function isAnswered(port: number, path: string, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, agent }, (response) => {
      response.on('end', () => resolve(true)).on('error', () => resolve(false))
      response.resume()
    })
    request.on('error', () => resolve(false))
  })
}
