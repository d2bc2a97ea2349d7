/** A thread that sends large values, a bounded number of them at a time. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import type { MessagePort } from 'node:worker_threads'
import { type Pauses, watchPauses } from '../../../experiments/gc/pauses.ts'
import { recordMs } from '../../../experiments/latencies.ts'
import { serve } from '../../../experiments/threads/serve.ts'
import { type Outbox, outboxOf } from './outbox.ts'
import { type Place, type Receipt, SLOTS } from './ways.ts'

export type SenderTask =
  | { readonly step: 'open'; readonly place: Place; readonly port: MessagePort }
  | { readonly step: 'send'; readonly messages: number }

export interface SenderAnswer {
  readonly ms: number
  /** From a message's making to its receipt, in nanoseconds. */
  readonly latencies: RecordableHistogram
  readonly pauses: Pauses
  readonly peakBytes: number
}

interface Opened {
  readonly outbox: Outbox
  readonly port: MessagePort
}

/** Messages between two looks at the heap. */
const LOOK_EVERY = 64

let opened: Opened | undefined

serve(async (task: SenderTask): Promise<SenderAnswer | undefined> => {
  if (task.step === 'open') {
    opened = { outbox: outboxOf(task.place, task.port), port: task.port }
    return undefined
  }
  if (opened === undefined) throw new RangeError('the first task of a thread is to open')
  return send(opened, task.messages)
})

async function send({ outbox, port }: Opened, messages: number): Promise<SenderAnswer> {
  const latencies = createHistogram()
  const sent = new Float64Array(SLOTS)
  const watch = await watchPauses()
  const start = performance.now()
  let peakBytes = 0
  let begun = 0
  const next = (slot: number): void => {
    sent[slot] = performance.now()
    outbox.send(begun++, slot)
  }
  await new Promise<void>((resolve) => {
    let taken = 0
    const onReceipt = (receipt: Receipt): void => {
      recordMs(latencies, performance.now() - (sent[receipt.slot] ?? 0))
      outbox.taken(receipt)
      if (++taken % LOOK_EVERY === 0) peakBytes = Math.max(peakBytes, bytesNow())
      if (begun < messages) next(receipt.slot)
      if (taken < messages) return
      port.off('message', onReceipt)
      resolve()
    }
    port.on('message', onReceipt)
    for (let slot = 0; slot < Math.min(SLOTS, messages); slot++) next(slot)
  })
  const ms = performance.now() - start
  return { ms, latencies, pauses: await watch.end(), peakBytes }
}

function bytesNow(): number {
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}
