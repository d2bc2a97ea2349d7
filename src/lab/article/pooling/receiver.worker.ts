/** A thread that takes large values and reads all of each. */
import { getHeapStatistics } from 'node:v8'
import type { MessagePort } from 'node:worker_threads'
import { type Pauses, watchPauses } from '../../../experiments/gc/pauses.ts'
import { serve } from '../../../experiments/threads/serve.ts'
import { SharedMap } from '../../../index.ts'
import { BYTES, type Message, type Place, type Receipt } from './ways.ts'

export type ReceiverTask =
  | { readonly step: 'open'; readonly place: Place; readonly port: MessagePort }
  | { readonly step: 'watch' | 'end' }

export interface ReceiverAnswer {
  readonly pauses: Pauses
  readonly peakBytes: number
  readonly messages: number
  /** Values that were not what the message said: 0. */
  readonly wrong: number
  /** Reads of a map that had to copy the value out of it. */
  readonly copiedOut: number
}

/** Messages between two looks at the heap. */
const LOOK_EVERY = 64

interface Inbox {
  bytesOf(message: Message): Uint8Array | undefined
  /** Reads that were not answered by a near cache, since the map was opened. */
  misses(): number
}

let inbox: Inbox = { bytesOf: () => undefined, misses: () => 0 }
let watch: Awaited<ReturnType<typeof watchPauses>> | undefined
let counts = { messages: 0, wrong: 0, peakBytes: 0, missesBefore: 0 }

serve(async (task: ReceiverTask): Promise<ReceiverAnswer | undefined> => {
  if (task.step === 'open') {
    open(task.place, task.port)
    return undefined
  }
  if (task.step === 'watch') {
    counts = { messages: 0, wrong: 0, peakBytes: 0, missesBefore: inbox.misses() }
    watch = await watchPauses()
    return undefined
  }
  if (watch === undefined) throw new RangeError('before it ends a thread is to watch')
  const { messages, wrong, peakBytes, missesBefore } = counts
  const copiedOut = inbox.misses() - missesBefore
  return { pauses: await watch.end(), peakBytes, messages, wrong, copiedOut }
})

function open(place: Place, port: MessagePort): void {
  inbox = inboxOf(place)
  const isTransfer = place.way === 'transfer'
  port.on('message', (message: Message) => {
    const { slot, mark, bytes } = message
    const value = inbox.bytesOf(message)
    if (value === undefined || !isOf(value, mark)) counts.wrong++
    if (++counts.messages % LOOK_EVERY === 0) {
      const { used_heap_size, external_memory } = getHeapStatistics()
      counts.peakBytes = Math.max(counts.peakBytes, used_heap_size + external_memory)
    }
    const receipt: Receipt = isTransfer && bytes !== undefined ? { slot, bytes } : { slot }
    port.postMessage(receipt, receipt.bytes === undefined ? [] : [receipt.bytes.buffer])
  })
}

function inboxOf({ way, map: handle, region }: Place): Inbox {
  if (way === 'key' || way === 'held-key') {
    const map =
      way === 'key' ? SharedMap.attach(handle, { nearCache: false }) : SharedMap.attach(handle)
    return {
      bytesOf: ({ key }) => (key === undefined ? undefined : map.get(key)),
      misses: () => map.stats().nearMisses,
    }
  }
  const bytesOf: Inbox['bytesOf'] =
    way === 'region'
      ? ({ slot }) => new Uint8Array(region, slot * BYTES, BYTES)
      : ({ bytes }) => bytes
  return { bytesOf, misses: () => 0 }
}

/** Reads all of it. */
function isOf(value: Uint8Array, mark: number): boolean {
  let sum = 0
  for (let at = 0; at < value.length; at++) sum += value[at] ?? 0
  return sum === mark * BYTES
}
