/** A thread that has the only map and answers batches of the others: what is left of a map behind a lock where threads share no objects. */
import { getHeapStatistics } from 'node:v8'
import type { MessagePort } from 'node:worker_threads'
import { serve } from '../threads/serve.ts'
import type { Watched } from './gc.worker.ts'
import { watchPauses } from './pauses.ts'
import { answerBatch, type Batch } from './task.ts'

/** First the ports, by which the batches come; then the end. */
export type OwnerTask =
  | { readonly step: 'open'; readonly ports: readonly MessagePort[] }
  | { readonly step: 'end' }

/** Batches between two looks at the heap. */
const LOOK_EVERY = 50

const map = new Map<number, string>()
let watch: Awaited<ReturnType<typeof watchPauses>> | undefined
let batches = 0
let heapPeak = 0

serve(async (task: OwnerTask): Promise<Watched | undefined> => {
  if (task.step === 'open') {
    watch = await watchPauses()
    for (const port of task.ports) port.on('message', (batch: Batch) => answer(port, batch))
    return undefined
  }
  if (watch === undefined) throw new RangeError('the first task of an owner is to open')
  return { pauses: await watch.end(), heapPeak }
})

function answer(port: MessagePort, batch: Batch): void {
  port.postMessage(answerBatch(map, batch))
  if (++batches % LOOK_EVERY === 0) {
    heapPeak = Math.max(heapPeak, getHeapStatistics().used_heap_size)
  }
}
