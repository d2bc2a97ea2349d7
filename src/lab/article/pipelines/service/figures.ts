/** From what the threads of a pipeline measured to the figures of all. */
import { createHistogram } from 'node:perf_hooks'
import { type Pauses, summedUp } from '../../../../experiments/gc/pauses.ts'
import type { Collections, LatencyPoint } from '../../../report/row.ts'
import { collections, latencyPoints } from '../../../runner/together.ts'
import type { ThreadFigures } from './meter.ts'
import type { Pipeline } from './pipeline.ts'
import type { Resources } from './resource-watch.ts'

const NS_PER_US = 1000

export interface Served extends Resources {
  readonly threads: number
  readonly requests: number
  /** From the moment at which the first request was due to the end of the last one. */
  readonly ms: number
  readonly p50Us: number
  readonly p99Us: number
  readonly p9999Us: number
  readonly maxUs: number
  readonly latencies: readonly LatencyPoint[]
  /** Within that time. */
  readonly gc: Collections
  readonly sharedBytes: number
}

/** Undefined if no request was measured. */
export function servedBy(
  { threads, sharedBytes }: Pipeline,
  figures: readonly ThreadFigures[],
  resources: Resources,
): Served | undefined {
  const latencies = createHistogram()
  for (const thread of figures) if (thread.latencies.count > 0) latencies.add(thread.latencies)
  if (latencies.count === 0) return undefined
  const begin = Math.min(...figures.map(({ firstDue }) => firstDue))
  const end = Math.max(...figures.map(({ lastDone }) => lastDone))
  const us = (percentile: number): number => latencies.percentile(percentile) / NS_PER_US
  return {
    threads,
    requests: latencies.count,
    ms: end - begin,
    p50Us: us(50),
    p99Us: us(99),
    p9999Us: us(99.99),
    maxUs: latencies.max / NS_PER_US,
    latencies: latencyPoints(latencies),
    gc: collections(figures.map((thread) => pausesWithin(thread, begin, end))),
    sharedBytes,
    ...resources,
  }
}

/** What came before is warming up. */
function pausesWithin({ pauses, since }: ThreadFigures, begin: number, end: number): Pauses {
  const each = pauses.each
    .map((pause) => ({ ...pause, atMs: since + pause.atMs - begin }))
    .filter(({ atMs }) => atMs >= 0 && atMs <= end - begin)
  return summedUp(each, begin)
}
