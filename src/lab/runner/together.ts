/** From the figures of each thread to those of all. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import type { Pauses } from '../../experiments/gc/pauses.ts'
import type { Collections, LatencyPoint, Measured } from '../report/row.ts'
import type { ThreadFigures } from './lab.worker.ts'

const NS_PER_US = 1000

type OfThreads =
  | 'operations'
  | 'seconds'
  | 'opsPerMs'
  | 'p50Us'
  | 'p99Us'
  | 'p999Us'
  | 'p9999Us'
  | 'maxUs'
  | 'latencies'
  | 'gc'
  | 'heapPeakBytes'
  | 'nearHitRate'
  | 'missed'

/** Of threads that did at least one operation. */
export function together(threads: readonly ThreadFigures[]): Pick<Measured, OfThreads> {
  const latencies = createHistogram()
  for (const thread of threads) latencies.add(thread.latencies)
  const us = (percentile: number): number => latencies.percentile(percentile) / NS_PER_US
  const operations = sum(threads.map((thread) => thread.operations))
  const ms = Math.max(...threads.map((thread) => thread.ms))
  return {
    operations,
    seconds: ms / 1000,
    opsPerMs: operations / ms,
    p50Us: us(50),
    p99Us: us(99),
    p999Us: us(99.9),
    p9999Us: us(99.99),
    maxUs: latencies.max / NS_PER_US,
    latencies: latencyPoints(latencies),
    gc: collections(threads.map(({ pauses }) => pauses)),
    heapPeakBytes: sum(threads.map(({ heapPeak }) => heapPeak)),
    nearHitRate: nearHitRate(threads),
    missed: sum(threads.map(({ missed }) => missed)),
  }
}

/** Of a histogram of nanoseconds. */
export function latencyPoints(histogram: RecordableHistogram): readonly LatencyPoint[] {
  return [...histogram.percentiles].map(([percentile, ns]) => [percentile, ns / NS_PER_US])
}

/** Of threads that were watched at about the same time. */
export function collections(threads: readonly Pauses[]): Collections {
  const begin = Math.min(...threads.map(({ since }) => since))
  return {
    count: sum(threads.map(({ count }) => count)),
    totalMs: sum(threads.map(({ totalMs }) => totalMs)),
    longestMs: Math.max(...threads.map(({ longestMs }) => longestMs)),
    threads: threads.map(({ count, totalMs, longestMs, since, each }) => ({
      ...{ count, totalMs, longestMs },
      pauses: each.map(({ atMs, ms }) => [since - begin + atMs, ms]),
    })),
  }
}

/** Null without near caches, and without reads. */
function nearHitRate(threads: readonly ThreadFigures[]): number | null {
  const near = threads.flatMap((thread) => thread.near ?? [])
  const hits = sum(near.map((reads) => reads.hits))
  const reads = hits + sum(near.map(({ misses }) => misses))
  return reads === 0 ? null : hits / reads
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
