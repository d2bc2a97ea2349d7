/** From the figures of each thread to those of all. */
import { createHistogram } from 'node:perf_hooks'
import type { Collections, Measured } from '../report/row.ts'
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
    gc: collections(threads),
    heapPeakBytes: sum(threads.map(({ heapPeak }) => heapPeak)),
    nearHitRate: nearHitRate(threads),
    missed: sum(threads.map(({ missed }) => missed)),
  }
}

function collections(threads: readonly ThreadFigures[]): Collections {
  const each = threads.map(({ pauses: { count, totalMs, longestMs } }) => ({
    ...{ count, totalMs, longestMs },
  }))
  return {
    count: sum(each.map(({ count }) => count)),
    totalMs: sum(each.map(({ totalMs }) => totalMs)),
    longestMs: Math.max(...each.map(({ longestMs }) => longestMs)),
    threads: each,
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
