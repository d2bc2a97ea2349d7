/** An HTTP server whose handler counts requests in a map that other threads' handlers have too. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'

/** `set`: get, add one, set. `increment`: the map's own. */
export type CountForm = 'set' | 'increment'

export interface ServerTask {
  readonly hits: SharedMapHandle<string, number>
  readonly form: CountForm
}

/** The path that answers with the sum of all counts. */
const STATISTICS = '/statistics'

function count(hits: SharedMap<string, number>, form: CountForm, path: string): void {
  if (form === 'increment') hits.increment(path)
  else hits.set(path, (hits.get(path) ?? 0) + 1)
}

/** The port. */
serve(async ({ hits: handle, form }: ServerTask): Promise<number> => {
  const hits = SharedMap.attach(handle)
  const server = createServer(({ url = '/' }, response) => {
    count(hits, form, url)
    let sum = 0
    if (url === STATISTICS) for (const value of hits.values()) sum += value
    response.end(`${sum}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!isAddress(address)) throw new Error('the server has no port')
  return address.port
})

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}
