/** From what threads did to the figures of a replay. */
import { createHistogram } from 'node:perf_hooks'
import type { ReplayTally } from './protocol.ts'

export interface ReplayResult {
  /** Operations that were replayed: gets, sets and deletes together. */
  readonly lines: number
  /** Malformed lines, which were skipped. */
  readonly bad: number
  /** Blank lines and comments. */
  readonly ignored: number
  readonly gets: number
  readonly sets: number
  readonly deletes: number
  readonly hits: number
  readonly misses: number
  /** Sets that followed a get that missed: beside `sets`. */
  readonly fills: number
  readonly ms: number
  /** Lines by the time that all took, reading included. */
  readonly opsPerMs: number
  /**
   * The part of the time in which a thread had nothing to replay, in the mean. Near 1, reading is what limits `opsPerMs`,
   * and not the map.
   */
  readonly idle: number
  /** Of the calls of the map, fills included, each with the cost of reading the clock; 0 where there was none. */
  readonly p50Us: number
  readonly p99Us: number
  readonly p999Us: number
  readonly p9999Us: number
  readonly maxUs: number
  readonly interrupted: boolean
}

export interface ReplayRun {
  readonly tallies: readonly ReplayTally[]
  readonly bad: number
  readonly ignored: number
  readonly ms: number
  readonly interrupted: boolean
}

export function resultOf({ tallies, bad, ignored, ms, interrupted }: ReplayRun): ReplayResult {
  const sum = (of: (tally: ReplayTally) => number): number =>
    tallies.reduce((all, tally) => all + of(tally), 0)
  const [gets, sets, deletes] = [sum((t) => t.gets), sum((t) => t.sets), sum((t) => t.deletes)]
  const lines = gets + sets + deletes
  const latencies = createHistogram()
  for (const tally of tallies) if (tally.latencies.count > 0) latencies.add(tally.latencies)
  const us = (percent: number): number =>
    latencies.count === 0 ? 0 : latencies.percentile(percent) / 1000
  return {
    ...{ lines, bad, ignored, gets, sets, deletes },
    hits: sum((t) => t.hits),
    misses: sum((t) => t.misses),
    fills: sum((t) => t.fills),
    ms,
    opsPerMs: lines / ms,
    idle: Math.max(0, 1 - sum((t) => t.busyMs) / (ms * tallies.length)),
    p50Us: us(50),
    p99Us: us(99),
    p999Us: us(99.9),
    p9999Us: us(99.99),
    maxUs: us(100),
    interrupted,
  }
}
