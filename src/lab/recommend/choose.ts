/**
 * Which setup to take: the one with the highest throughput. Where others are as fast, as far as the runs can tell, it is
 * the simplest of them: the default strategy before others, then the smallest near cache, then the fewest shards.
 */
import { SYNCHRONISED } from '../../index.ts'
import type { SetupRow } from './row.ts'

export type Rated = Pick<
  SetupRow,
  'strategy' | 'shards' | 'nearCache' | 'runs' | 'opsPerMs' | 'lowOpsPerMs' | 'highOpsPerMs'
>

export interface Choice<Row extends Rated> {
  readonly chosen: Row
  /** May be the chosen one. */
  readonly fastest: Row
  /** All that are as fast as the fastest, which is one of them: simplest first. */
  readonly tied: readonly Row[]
  /** How much slower than the fastest, as a part of it, is as fast. */
  readonly margin: number
  /** Which row of the strategy `sharded` to take, by the same rule, if it was measured. */
  readonly sharded: Row | undefined
}

/** So little makes no difference to anybody. */
export const LEAST_MARGIN = 0.03
/** So much does, on the busiest machine. */
export const MOST_MARGIN = 0.25

/** Undefined without rows. */
export function choose<Row extends Rated>(rows: readonly Row[]): Choice<Row> | undefined {
  const margin = marginOf(rows)
  const [fastest, ...slower] = rows.toSorted((one, other) => other.opsPerMs - one.opsPerMs)
  if (fastest === undefined) return undefined
  const tied = tiedWith(fastest, [fastest, ...slower], margin)
  const [fastestSharded, ...others] = [fastest, ...slower].filter(isSharded)
  return {
    ...{ chosen: tied[0] ?? fastest, fastest, tied, margin },
    sharded:
      fastestSharded === undefined
        ? undefined
        : tiedWith(fastestSharded, [fastestSharded, ...others], margin)[0],
  }
}

/**
 * How far apart the middle half of a setup's runs is, as a part of their median: of the setup in the middle, since a few
 * runs tell little about one. So much the luckiest of many is ahead without being faster. A single run tells nothing of it.
 */
export function marginOf(rows: readonly Rated[]): number {
  const spreads = rows
    .filter(({ runs }) => runs > 1)
    .map(({ opsPerMs, lowOpsPerMs, highOpsPerMs }) => (highOpsPerMs - lowOpsPerMs) / opsPerMs)
    .toSorted((one, other) => one - other)
  const typical = spreads[Math.floor(spreads.length / 2)] ?? MOST_MARGIN
  return Math.min(Math.max(typical, LEAST_MARGIN), MOST_MARGIN)
}

/** Simplest first. */
function tiedWith<Row extends Rated>(fastest: Row, rows: readonly Row[], margin: number): Row[] {
  const least = fastest.opsPerMs * (1 - margin)
  return rows.filter(({ opsPerMs }) => opsPerMs >= least).toSorted(bySimplicity)
}

function isSharded({ strategy }: Rated): boolean {
  return strategy === 'sharded'
}

/** The default strategy is the first of them. */
function bySimplicity(one: Rated, other: Rated): number {
  return (
    SYNCHRONISED.indexOf(one.strategy) - SYNCHRONISED.indexOf(other.strategy) ||
    one.nearCache - other.nearCache ||
    (one.shards ?? 0) - (other.shards ?? 0)
  )
}
