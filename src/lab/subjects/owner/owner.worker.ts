/** The owner: a thread that alone has the map, and answers the others' messages one after the other. */
import type { MessagePort } from 'node:worker_threads'
import { watchPauses } from '../../../experiments/gc/pauses.ts'
import { serve } from '../../../experiments/threads/serve.ts'
import { watchHeap } from './heap.ts'
import type { Answer, Entry, OwnerAnswer, OwnerTask, Request } from './protocol.ts'

const map = new Map<string, string>()

let endWatch: (() => Promise<OwnerAnswer>) | undefined

serve(async (task: OwnerTask): Promise<OwnerAnswer> => {
  switch (task.step) {
    case 'load':
      for (const [key, value] of task.entries) map.set(key, value)
      return undefined
    case 'connect':
      connect(task.port)
      return undefined
    case 'watch':
      endWatch = await watch()
      return undefined
    case 'end':
      return endWatch?.()
  }
})

function connect(port: MessagePort): void {
  port.on('message', (request: Request) => {
    const answer: Answer = { id: request.id, result: resultOf(request) }
    port.postMessage(answer)
  })
}

function resultOf({ operation, key, value, entries }: Request): unknown {
  switch (operation) {
    case 'get':
      return map.get(key)
    case 'set':
      map.set(key, value)
      return undefined
    case 'delete':
      return map.delete(key)
    case 'update': {
      const old = map.get(key)
      map.set(key, value)
      return old
    }
    case 'iterate':
      return first(entries)
  }
}

function first(count: number): Entry[] {
  const entries: Entry[] = []
  for (const entry of map) {
    entries.push(entry)
    if (entries.length === count) break
  }
  return entries
}

async function watch(): Promise<() => Promise<OwnerAnswer>> {
  const pauses = await watchPauses()
  const heap = watchHeap()
  return async () => ({ heapPeak: heap.end(), pauses: await pauses.end() })
}
