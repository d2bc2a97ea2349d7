/** One trace, strategy after strategy: what `selvedge lab --trace` does. */
import { FullError, type StrategyName, SYNCHRONISED } from '../../index.ts'
import { nearCacheOf, type SubjectOptions } from '../subjects/options.ts'
import { checkRereadable } from './chunks.ts'
import { withoutLines } from './errors.ts'
import { replayTrace } from './replay/replay-trace.ts'
import type { ReplayResult } from './replay/result.ts'

export interface TracePlan {
  readonly path: string
  readonly strategies: readonly StrategyName[]
  readonly threads: number | undefined
  readonly fill: boolean
  readonly skipBad: boolean
  readonly options: SubjectOptions
}

export interface TraceRow extends ReplayResult {
  readonly subject: StrategyName
}

export interface TraceReport {
  readonly trace: {
    readonly path: string
    /** Operations in it; of an interrupted run, those that were read. */
    readonly lines: number
    /** Malformed lines, which were skipped. */
    readonly bad: number
  }
  /** Of the maps. */
  readonly options: SubjectOptions
  readonly rows: readonly TraceRow[]
  readonly interrupted: boolean
}

export interface Conditions {
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
}

/** Any but the one that threads cannot share. */
export const REPLAYED: readonly StrategyName[] = SYNCHRONISED

/**
 * Each into a map of its own.
 *
 * @throws {TraceFileError} if it has no operation
 * @throws what `replayTrace` throws, at the first strategy
 */
export async function compareOnTrace(
  { path, strategies, options, ...others }: TracePlan,
  { signal, onProgress }: Conditions,
): Promise<TraceReport> {
  if (strategies.length > 1) await checkRereadable(path)
  const rows: TraceRow[] = []
  for (const strategy of strategies) {
    if (signal.aborted) break
    const progressOf = ({ lines }: { lines: number }): void =>
      onProgress(`${strategy}: ${lines.toLocaleString('en-US')} lines`)
    const result = await replayTrace({
      ...{ ...others, path, strategy, signal, onProgress: progressOf },
      ...nearCacheOf(options),
      ...(strategy === 'sharded' && options.shards !== null ? { shards: options.shards } : {}),
    }).catch((error: unknown) => {
      throw error instanceof FullError ? tooMuch(path, error) : error
    })
    if (result.lines === 0 && !result.interrupted) throw withoutLines(path, result.bad)
    rows.push({ subject: strategy, ...result })
  }
  const lines = Math.max(0, ...rows.map((row) => row.lines))
  const bad = Math.max(0, ...rows.map((row) => row.bad))
  const isCut = rows.length < strategies.length || rows.some(({ interrupted }) => interrupted)
  return { trace: { path, lines, bad }, options, rows, interrupted: isCut }
}

function tooMuch(path: string, cause: FullError): FullError {
  return new FullError(
    `${path}: what it stores does not fit into a map of 1 GiB; give its beginning, or --recommend, which takes no more of it than fits`,
    { cause },
  )
}
