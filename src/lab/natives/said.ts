/** What the programs in other languages say, a line of JSON each: how far they are, and in the end what they measured. */
import type { Collections, LatencyPoint, Measured } from '../report/row.ts'
import type { Workload } from '../workload/workload.ts'

export interface NativeProgress {
  readonly phase: 'filling' | 'warming up' | 'measuring'
  readonly operations: number
}

/** Latencies are nanoseconds. */
export interface NativeResult {
  readonly version: string
  readonly operations: number
  readonly ms: number
  readonly missed: number
  readonly p50Ns: number
  readonly p99Ns: number
  readonly p999Ns: number
  readonly p9999Ns: number
  readonly maxNs: number
  readonly latencies: readonly LatencyPoint[]
  /** Of all threads: they stand still together. */
  readonly gc: Collections['threads'][number]
  readonly heapPeakBytes: number
  readonly rssPeakBytes: number
}

const NS_PER_US = 1000

/**
 * Undefined for a line that is not the program's: a virtual machine logs on the same stream.
 *
 * @throws {SyntaxError} if it is cut off
 */
export function parsed(line: string): NativeProgress | NativeResult | undefined {
  return line.startsWith('{') ? JSON.parse(line) : undefined
}

/** Undefined if nothing was measured. */
export function measuredFrom(
  subject: string,
  { threads, keys }: Workload,
  result: NativeResult,
  interrupted: boolean,
): Measured | undefined {
  const { version, operations, ms, missed, gc, heapPeakBytes, rssPeakBytes } = result
  if (operations === 0) return undefined
  return {
    subject,
    threads,
    keys,
    version,
    operations,
    seconds: ms / 1000,
    opsPerMs: operations / ms,
    p50Us: result.p50Ns / NS_PER_US,
    p99Us: result.p99Ns / NS_PER_US,
    p999Us: result.p999Ns / NS_PER_US,
    p9999Us: result.p9999Ns / NS_PER_US,
    maxUs: result.maxNs / NS_PER_US,
    latencies: result.latencies.map(([percentile, ns]) => [percentile, ns / NS_PER_US]),
    gc: { count: gc.count, totalMs: gc.totalMs, longestMs: gc.longestMs, threads: [gc] },
    heapPeakBytes,
    rssPeakBytes,
    ...{ usedBytes: null, committedBytes: null, retries: null, lockWaits: null },
    nearHitRate: null,
    missed,
    interrupted,
  }
}
