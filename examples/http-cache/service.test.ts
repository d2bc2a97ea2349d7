import { once } from 'node:events'
import { type IncomingHttpHeaders, request } from 'node:http'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'

/** Loaded by Node itself, since the workers' files are only there once built. */
const built: typeof import('./service.ts') = createRequire(import.meta.url)(
  '../../build/examples/http-cache/service.js',
)
const service = new built.CacheService()
let port: number

beforeAll(async () => {
  port = await service.listen(0)
})
afterAll(() => service.close())

interface Answer {
  readonly body: string
  readonly headers: IncomingHttpHeaders
}

/** Each request opens a connection of its own, so that it reaches the next worker. */
async function get(path: string): Promise<Answer> {
  const sent = request({ port, path, host: '127.0.0.1', agent: false }).end()
  const [response] = await once(sent, 'response')
  return { body: await text(response), headers: response.headers }
}

async function stats(): Promise<unknown> {
  return JSON.parse((await get('/stats')).body)
}

it('serves a page that one worker fetched from all the others', async () => {
  const first = await get('/a')
  expect(first.headers['x-cache']).toBe('miss')
  expect(first.headers['x-fetched-by']).toBe(first.headers['x-served-by'])
  const later = await Promise.all(Array.from({ length: 8 }, () => get('/a')))
  expect(new Set(later.map(({ headers }) => headers['x-served-by'])).size).toBe(8)
  for (const { body, headers } of later) {
    expect(body).toBe(first.body)
    expect(headers['x-cache']).toBe('hit')
    expect(headers['x-fetched-by']).toBe(first.headers['x-fetched-by'])
  }
  expect(await stats()).toEqual({ pages: 1, hits: 8, misses: 1 })
})

it('lets one fetch win when several workers miss at once', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => get('/b')))
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  expect(new Set(answers.map(({ headers }) => headers['x-fetched-by'])).size).toBe(1)
})

it('loses nothing when workers are killed, and replaces them', async () => {
  const paths = Array.from({ length: 20 }, (_, n) => `/page/${n}`)
  const before = await Promise.all(paths.map(get))
  const counted = await stats()
  const victims = service.workers.slice(0, 4)
  await Promise.all(victims.map((worker) => worker.terminate()))
  expect(await stats()).toEqual(counted)
  const after = await Promise.all(paths.map(get))
  expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body))
  expect(new Set(after.map(({ headers }) => headers['x-cache']))).toEqual(new Set(['hit']))
  expect(service.workers).toHaveLength(8)
  for (const victim of victims) expect(service.workers).not.toContain(victim)
})
