/** Measures, in a real worker, what a `Map` in each worker costs. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { CopyWorkerMessage } from './copy-worker.ts'

export async function measureCopy(): Promise<CopyWorkerMessage> {
  const worker = new Worker(new URL('./copy-worker.js', import.meta.url))
  const ended = once(worker, 'exit')
  const [message]: CopyWorkerMessage[] = await once(worker, 'message')
  await ended
  if (message === undefined) throw new Error('the copy worker ended without a report')
  return message
}
