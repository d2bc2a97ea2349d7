/**
 * HTTP servers in threads, as a process of its own, until a message comes, or the parent is gone. Arguments: the
 * strategy, and how the handlers count. Sends the ports; in the end what was counted goes to stdout.
 */
import { once } from 'node:events'
import { SharedMap, STRATEGIES } from '../../index.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import type { CountForm, ServerTask } from './handler.worker.ts'

const SERVERS = 4

const [, , name, how] = process.argv
const strategy = STRATEGIES.find((candidate) => candidate === name)
if (strategy === undefined) throw new RangeError(`no strategy ${name}`)
const form: CountForm = how === 'increment' ? 'increment' : 'set'
const hits = new SharedMap<string, number>({ strategy, maxBytes: 2 ** 24 })
const module = new URL('./handler.worker.js', import.meta.url)
const { signal } = new AbortController()
await withCrew({ module, size: SERVERS, signal }, async (crew: Crew<ServerTask, number>) => {
  const released = Promise.race([once(process, 'message'), once(process, 'disconnect')])
  const ports = await crew.ask(Array.from({ length: SERVERS }, () => ({ hits: hits.handle, form })))
  process.send?.(ports)
  await released
})
const counted = [...hits.values()].reduce((sum, value) => sum + value, 0)
process.stdout.write(JSON.stringify({ counted }))
// The channel to the parent would keep the process.
process.disconnect?.()
