/** A thread that answers requests whose bodies go through a buffer each: a new one, or one of a pool. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'
import { type Pauses, watchPauses } from '../../../experiments/gc/pauses.ts'
import { recordMs } from '../../../experiments/latencies.ts'
import { serve } from '../../../experiments/threads/serve.ts'
import { StartLine } from '../../../experiments/threads/start-line.ts'
import { type Random, randomOf } from '../../workload/random.ts'
import { BufferPool } from './buffer-pool.ts'

/** Where a request's buffer comes from. `zeroed` is Buffer.alloc, `fresh` is Buffer.allocUnsafe. */
export type BufferSource = 'zeroed' | 'fresh' | 'pool'

export interface RequestsTask {
  readonly from: BufferSource
  readonly requests: number
  readonly thread: number
  readonly threads: number
  readonly line: SharedArrayBuffer
}

export interface RequestsAnswer {
  readonly ms: number
  readonly operations: number
  /** Of each request, in nanoseconds, a look at the clock included. */
  readonly latencies: RecordableHistogram
  readonly pauses: Pauses
  /** Heap, and the buffers outside. */
  readonly peakBytes: number
  readonly reuseRate: number
  /** Lines that were found, so that bodies are read. */
  readonly lines: number
}

/** A pool's bound, as the article's for each thread. */
const POOLED = 512
/** Requests that are under way together, exponentially distributed: one time in fifty they are more than a pool keeps. */
const MEAN_BURST = POOLED / 4
/** Lengths of bodies, all alike on a scale of logarithms. */
const LEAST_BYTES = 1024
const MOST_BYTES = 65_536
const LINE_BYTES = 512
const NEWLINE = 10
const WARM_SHARE = 8

interface Buffers {
  take(bytes: number): Buffer
  giveBack(buffer: Buffer): void
  reuseRate(): number
}

const NOT_POOLED = { giveBack() {}, reuseRate: () => 0 }

function buffersFrom(source: BufferSource): Buffers {
  if (source === 'pool') return new BufferPool(POOLED)
  if (source === 'zeroed') return { take: (bytes) => Buffer.alloc(bytes), ...NOT_POOLED }
  return { take: (bytes) => Buffer.allocUnsafe(bytes), ...NOT_POOLED }
}

serve(async ({ from, requests, thread, threads, line }: RequestsTask): Promise<RequestsAnswer> => {
  const buffers = buffersFrom(from)
  const random = randomOf(1, thread)
  const socket = Buffer.alloc(MOST_BYTES, `${'x'.repeat(LINE_BYTES - 1)}\n`)
  run(buffers, socket, random, Math.ceil(requests / WARM_SHARE), createHistogram())
  buffers.reuseRate()
  new StartLine(threads, line).pass()
  const latencies = createHistogram()
  const watch = await watchPauses()
  const start = performance.now()
  const done = run(buffers, socket, random, requests, latencies)
  const ms = performance.now() - start
  return { ms, ...done, latencies, pauses: await watch.end(), reuseRate: buffers.reuseRate() }
})

function run(
  buffers: Buffers,
  socket: Buffer,
  random: Random,
  requests: number,
  latencies: RecordableHistogram,
): Pick<RequestsAnswer, 'operations' | 'peakBytes' | 'lines'> {
  let operations = 0
  let peakBytes = 0
  let lines = 0
  while (operations < requests) {
    const burst = Math.min(burstOf(random), requests - operations)
    const held: Buffer[] = []
    for (let n = 0; n < burst; n++) {
      const bytes = lengthOf(random)
      const start = performance.now()
      const buffer = buffers.take(bytes)
      lines += receive(buffer, socket, bytes)
      held.push(buffer)
      recordMs(latencies, performance.now() - start)
    }
    for (const buffer of held) buffers.giveBack(buffer)
    operations += burst
    const { used_heap_size, external_memory } = getHeapStatistics()
    peakBytes = Math.max(peakBytes, used_heap_size + external_memory)
  }
  return { operations, peakBytes, lines }
}

function burstOf(random: Random): number {
  return Math.ceil(-Math.log(1 - random.next()) * MEAN_BURST) || 1
}

function lengthOf(random: Random): number {
  return Math.floor(LEAST_BYTES * (MOST_BYTES / LEAST_BYTES) ** random.next())
}

/** The body as it comes from a socket, and its lines counted. What a used buffer holds behind it is of an earlier one. */
function receive(buffer: Buffer, socket: Buffer, bytes: number): number {
  socket.copy(buffer, 0, 0, bytes)
  let lines = 0
  let at = buffer.indexOf(NEWLINE)
  while (at !== -1 && at < bytes) {
    lines++
    at = buffer.indexOf(NEWLINE, at + 1)
  }
  return lines
}
