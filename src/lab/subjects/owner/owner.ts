/**
 * A thread that owns a plain `Map`, and all others ask it by messages: how most services share state between threads. Each
 * thread has a port of its own to the owner; requests are numbered, and each is a promise until its answer comes.
 */
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { Crew } from '../../../experiments/threads/crew.ts'
import { type Fill, fill } from '../fill.ts'
import type { AsyncStore, Place, Subject, Watch } from '../subject.ts'
import type { Answer, Entry, OwnerAnswer, OwnerTask, Request } from './protocol.ts'

type Owner = Crew<OwnerTask, OwnerAnswer>

const MODULE = new URL('./owner.worker.js', import.meta.url)

export const owner: Subject = {
  name: 'owner',
  async prepare(entries) {
    const thread: Owner = await Crew.start(MODULE, 1, new AbortController().signal)
    await load(thread, entries)
    return {
      connect: () => connect(thread),
      figures: () => undefined,
      watch: () => watch(thread),
      close: () => thread.stop(),
    }
  },
}

/** A message for each chunk of entries. */
async function load(thread: Owner, entries: Fill): Promise<void> {
  let chunk: Entry[] = []
  await fill(
    entries,
    (key, value) => chunk.push([key, value]),
    async (make) => {
      make()
      await thread.ask([{ step: 'load', entries: chunk }])
      chunk = []
    },
  )
}

async function connect(thread: Owner): Promise<Place> {
  const { port1, port2 } = new MessageChannel()
  await thread.ask([{ step: 'connect', port: port1 }], [[port1]])
  return { kind: 'owner', port: port2 }
}

async function watch(thread: Owner): Promise<Watch> {
  await thread.ask([{ step: 'watch' }])
  return {
    async end() {
      const [serving] = await thread.ask([{ step: 'end' }])
      return { threads: serving === undefined ? [] : [serving], rssBytes: 0 }
    },
  }
}

/** For the thread that has the port. */
export function openOwner(port: MessagePort): AsyncStore {
  const waiting = new Map<number, (result: unknown) => void>()
  let last = 0
  port.on('message', ({ id, result }: Answer) => {
    waiting.get(id)?.(result)
    waiting.delete(id)
  })
  const ask = (
    operation: Request['operation'],
    key: string,
    value: string,
    entries: number,
  ): Promise<unknown> =>
    new Promise((resolve) => {
      const request: Request = { id: ++last, operation, key, value, entries }
      waiting.set(request.id, resolve)
      port.postMessage(request)
    })
  return {
    isAsync: true,
    get: (key) => ask('get', key, '', 0),
    set: (key, value) => ask('set', key, value, 0),
    delete: (key) => ask('delete', key, '', 0),
    update: (key, value) => ask('update', key, value, 0),
    iterate: (entries) => ask('iterate', '', '', entries),
    close: () => port.close(),
  }
}
