/** From measured rows to what to take, with the reasons in words. */
import { grouped, megabytes, microseconds } from '../report/columns.ts'
import { type Choice, choose, MOST_MARGIN } from './choose.ts'
import type { MapOptions, Recommendation } from './report.ts'
import type { SetupRow } from './row.ts'

/** `growth`: how many times as much will be stored as the rows had. Null without rows. */
export function recommendationFrom(
  rows: readonly SetupRow[],
  growth: number,
): Recommendation | null {
  const choice = choose(rows)
  if (choice === undefined) return null
  const { chosen, sharded } = choice
  return {
    strategy: chosen.strategy,
    shards: chosen.shards ?? sharded?.shards ?? null,
    nearCache: chosen.nearCache,
    margin: choice.margin,
    options: optionsOf(chosen, growth),
    reasons: [
      figures(chosen),
      ...(rows.length === 1 ? ['No other was tried.'] : comparison(choice)),
      ...(choice.margin < MOST_MARGIN ? [] : [RESTLESS]),
      ...strategies(rows),
      ...(rows.every(({ nearCache }) => nearCache === 0) ? [UNREAD] : nearCaches(rows, chosen)),
      ...shards(choice),
    ],
  }
}

const RESTLESS =
  'Runs differ by a quarter or more, so this says little: measure again, longer, while nothing else runs.'

const UNREAD = 'Nothing is read, so no near cache was tried.'

/** Twice what is needed, as a power of two. */
function optionsOf(
  { strategy, shards, nearCache, usedBytes }: SetupRow,
  growth: number,
): MapOptions {
  const needed = 2 * growth * (usedBytes ?? 0)
  const maxBytes = Math.min(2 ** Math.ceil(Math.log2(Math.max(needed, LEAST_BYTES))), MOST_BYTES)
  return { strategy, ...(shards === null ? {} : { shards }), nearCache, maxBytes }
}

const LEAST_BYTES = 2 ** 26
const MOST_BYTES = 2 ** 32

/** A setup in words. */
export function setupName({
  strategy,
  shards,
  nearCache,
}: Pick<SetupRow, 'strategy' | 'shards' | 'nearCache'>): string {
  const locks = shards === null ? '' : ` with ${grouped(shards)} shards`
  const cache = nearCache === 0 ? 'no near cache' : `near caches of ${grouped(nearCache)} values`
  return `${strategy}${locks}, ${cache}`
}

function figures(row: SetupRow): string {
  const { lowOpsPerMs, highOpsPerMs, runs, p50Us, p99Us, nearHitRate, heapBytes, usedBytes } = row
  const parts = [
    `${setupName(row)}: ${speed(row.opsPerMs)} ops/ms, ${runs === 1 ? 'one run' : `the median of ${runs} runs (the middle half: ${speed(lowOpsPerMs)} to ${speed(highOpsPerMs)})`}`,
    `P50 ${microseconds(p50Us)} us, P99 ${microseconds(p99Us)} us`,
    ...(nearHitRate === null || row.nearCache === 0
      ? []
      : [`near caches answered ${Math.round(nearHitRate * 100)} % of the reads`]),
    ...(heapBytes === null ? [] : [`V8 heaps of all threads ${megabytes(heapBytes)} MB`]),
    ...(usedBytes === null ? [] : [`shared memory ${megabytes(usedBytes)} MB`]),
  ]
  return `${parts.join('; ')}.`
}

function comparison({ chosen, fastest, tied, margin }: Choice<SetupRow>): string[] {
  const count = tied.length - 1
  const rule = `within ${(100 * margin).toPrecision(2)} %, which runs of one setup differ by`
  if (count === 0) return [`It is the fastest, and no other is as fast (${rule}).`]
  const others = count === 1 ? '1 other is' : `${count} others are`
  if (chosen === fastest) {
    return [`It is the fastest; ${others} as fast (${rule}), and none is simpler.`]
  }
  return [
    `The fastest is ${setupName(fastest)}: ${speed(fastest.opsPerMs)} ops/ms. ${others} as fast (${rule}): the simplest is taken, the default strategy first, then the smallest near cache.`,
  ]
}

/** The best of each. */
function strategies(rows: readonly SetupRow[]): string[] {
  const best = new Map<string, SetupRow>()
  for (const row of rows) {
    const other = best.get(row.strategy)
    if (other === undefined || row.opsPerMs > other.opsPerMs) best.set(row.strategy, row)
  }
  if (best.size < 2) return []
  const words = [...best.values()].map((row) => `${row.strategy} ${speed(row.opsPerMs)}`)
  return [`The strategies, each at its best: ${words.join(', ')} ops/ms.`]
}

/** What the size does, all else equal. */
function nearCaches(rows: readonly SetupRow[], chosen: SetupRow): string[] {
  const alike = rows
    .filter(({ strategy, shards }) => strategy === chosen.strategy && shards === chosen.shards)
    .toSorted((one, other) => one.nearCache - other.nearCache)
  if (alike.length < 2) return []
  const words = alike.map(({ nearCache, opsPerMs, heapBytes }) => {
    const size = nearCache === 0 ? 'none' : grouped(nearCache)
    const heaps = heapBytes === null ? '' : ` with heaps of ${megabytes(heapBytes)} MB`
    return `${size} ${speed(opsPerMs)} ops/ms${heaps}`
  })
  return [`Near caches of ${chosen.strategy}: ${words.join('; ')}.`]
}

function shards({ chosen, sharded }: Choice<SetupRow>): string[] {
  if (sharded === undefined || sharded.shards === null) return []
  const count = `${grouped(sharded.shards)} shards`
  if (chosen.strategy === 'sharded') return []
  return [`If it were sharded: ${count}, ${speed(sharded.opsPerMs)} ops/ms.`]
}

export function speed(opsPerMs: number): string {
  return opsPerMs < 100 ? opsPerMs.toPrecision(3) : grouped(Math.round(opsPerMs))
}
