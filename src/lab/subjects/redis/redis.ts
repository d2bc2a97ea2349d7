/**
 * A real `redis-server` over loopback, which is how services on one machine and on several reach it alike. The map is one
 * hash: a field is a key, so that it can be iterated with its values. Each thread has a connection of its own, by the npm
 * package `@redis/client`.
 */
import { fill } from '../fill.ts'
import { installed } from '../installed.ts'
import type { AsyncStore, Serving, Subject } from '../subject.ts'
import { startServer } from './server.ts'

const MAP = 'map'

/**
 * Reads and writes in one step. A script runs alone and takes one round trip; WATCH and MULTI take three, and begin again
 * when another thread was faster.
 */
const UPDATE = `
local old = redis.call('HGET', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return old`

export const redis: Subject = {
  name: 'redis',
  async prepare(entries, folder) {
    await load()
    const server = await startServer(folder)
    try {
      const client = await connected(server.port)
      await fillHash(client, entries)
      return {
        connect: () => ({ kind: 'redis', tcpPort: server.port }),
        figures: () => undefined,
        watch: async () => ({ end: async () => servingOf(await client.info()) }),
        async close() {
          client.destroy()
          await server.close()
        },
      }
    } catch (error) {
      await server.close()
      throw error
    }
  },
}

export async function openRedis(tcpPort: number): Promise<AsyncStore> {
  const client = await connected(tcpPort)
  const update = await client.scriptLoad(UPDATE)
  return {
    isAsync: true,
    get: (key) => client.hGet(MAP, key),
    set: (key, value) => client.hSet(MAP, key, value),
    delete: (key) => client.hDel(MAP, key),
    update: (key, value) => client.evalSha(update, { keys: [MAP], arguments: [key, value] }),
    async iterate(entries) {
      let visited = 0
      let cursor = '0'
      do {
        const part = await client.hScan(MAP, cursor, { COUNT: entries - visited })
        visited += part.entries.length
        cursor = part.cursor
      } while (visited < entries && cursor !== '0')
      return visited
    },
    close: () => client.close(),
  }
}

type Client = Awaited<ReturnType<typeof connected>>

/** A connection that is lost ends what waits for it: the run has failed then. */
async function connected(port: number) {
  const { createClient } = await load()
  const client = createClient({ socket: { host: '127.0.0.1', port, reconnectStrategy: false } })
  client.on('error', () => {})
  await client.connect()
  return client
}

function load(): Promise<typeof import('@redis/client')> {
  return installed('@redis/client', () => import('@redis/client'))
}

/** One command for each chunk of entries. */
async function fillHash(client: Client, entries: Parameters<typeof fill>[0]): Promise<void> {
  let chunk: string[] = []
  await fill(
    entries,
    (key, value) => chunk.push(key, value),
    async (make) => {
      make()
      await client.hSet(MAP, chunk)
      chunk = []
    },
  )
}

/** From the text of INFO. */
function servingOf(info: string): Serving {
  const [, version] = /^redis_version:(\S+)/m.exec(info) ?? []
  const [, rss] = /^used_memory_rss:(\d+)/m.exec(info) ?? []
  return {
    threads: [],
    rssBytes: Number(rss ?? 0),
    ...(version === undefined ? {} : { version: `redis ${version}` }),
  }
}
