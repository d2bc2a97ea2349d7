/** What it saves to use buffers again, and to pass large values by reference. */
import type { ArticleExperiment, ArticleResult, Conditions } from '../article.ts'
import { isInterrupted, Runs } from '../in-turns.ts'
import {
  type MessageRuns,
  type MessagesScale,
  messageComparisons,
  messageRows,
  runMessages,
} from './messages.ts'
import {
  type RequestRuns,
  type RequestsScale,
  requestComparisons,
  requestRows,
  runRequests,
} from './requests.ts'

export interface PoolingScale {
  readonly requests: RequestsScale
  readonly messages: MessagesScale
}

const FULL: PoolingScale = {
  requests: { requests: 60_000, threads: 2, rounds: 5, mostMs: 7000 },
  messages: { messages: 4000, rounds: 3, mostMs: 6000 },
}

export const pooling: ArticleExperiment = {
  name: 'pooling',
  summary: 'buffers new or from a pool, large values by value or by reference: pauses, copies',
  run: (conditions) => measurePooling(FULL, conditions),
}

export async function measurePooling(
  scale: PoolingScale,
  conditions: Conditions,
): Promise<ArticleResult> {
  const requests: RequestRuns = new Runs()
  const messages: MessageRuns = new Runs()
  const interrupted = await isInterrupted(conditions.signal, async () => {
    await runRequests(requests, scale.requests, conditions)
    await runMessages(messages, scale.messages, conditions)
  })
  const { threads } = scale.requests
  const rows = [...requestRows(requests, threads), ...messageRows(messages)]
  return {
    rows,
    comparisons: [...requestComparisons(rows, threads), ...messageComparisons(rows)],
    notes: NOTES,
    interrupted,
  }
}

const NOTES = [
  'Requests: a body of 1 to 64 KiB is copied into a buffer, as from a socket, and read; its buffer is held until the burst of requests that came together is done. A pool keeps 512 free buffers for its thread, as in the article, in seven size classes; bursts are exponentially distributed with a mean of 128, so that one in fifty is larger. Go clears what it makes, as Buffer.alloc does; what one takes in Node is Buffer.allocUnsafe. The row is the round with the median pause time.',
  'Messages: 64 KiB that one thread writes and another one reads whole, at most 8 under way; a latency is from the making of a message to its receipt. Bytes copied are counted: structured clone copies twice, into the message and out of it; a SharedMap copies twice in and twice out, by way of the window of each thread, unless a near cache answers. What transfers memory gives it away until it is sent back. The row is the round with the median throughput.',
  'So a SharedMap is no channel for values that are read once. It pays where messages mean values that stay ("value held": one of 64): each thread copies such a value once.',
  'A region of shared memory copies nothing and protects nothing: its slots are safe here because a slot is written anew only after its receipt.',
  'Memory is heaps and buffers of all threads, the most that was seen of each, and the shared memory.',
]
