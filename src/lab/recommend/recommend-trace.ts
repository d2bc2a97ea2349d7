/** Which map for a trace: what `selvedge lab --trace FILE --recommend` does. */
import type { StrategyName } from '../../index.ts'
import { grouped } from '../report/columns.ts'
import { machine } from '../report/machine.ts'
import { withoutLines } from '../trace/errors.ts'
import { checkThreads } from '../trace/replay/options.ts'
import { hotSetOfTrace } from './hot-set.ts'
import { recommendationFrom } from './recommendation.ts'
import type { TraceRecommendation } from './report.ts'
import { rounds, timeFor } from './rounds.ts'
import type { SetupRow } from './row.ts'
import { linesOfARun } from './sample/lines-of-a-run.ts'
import { readSample } from './sample/read-sample.ts'
import { replaySample } from './sample/replay-sample.ts'
import { type Setup, setups } from './setup.ts'

export interface RecommendTracePlan {
  readonly path: string
  readonly strategies: readonly StrategyName[]
  readonly threads: number | undefined
  readonly fill: boolean
  readonly skipBad: boolean
  readonly seconds: number
}

/** If nothing is said. */
export const TRACE_SECONDS = 15

export interface Conditions {
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
}

/**
 * The trace is read once; its beginning is replayed by each setup in rounds.
 *
 * @throws {OptionError} for threads out of their range
 * @throws {TraceFileError} where the file cannot be read, or has no operation
 * @throws {TraceLineError} at a malformed line, unless `skipBad`
 * @throws {FullError} if values are too large for a map of 1 GiB
 */
export async function recommendForTrace(
  plan: RecommendTracePlan,
  { signal, onProgress }: Conditions,
): Promise<TraceRecommendation> {
  const { path, skipBad, fill } = plan
  const threads = checkThreads(plan.threads)
  const onRead = (lines: number): void => onProgress(`reading, ${grouped(lines)} lines`)
  const { summary, sample } = await readSample(path, { threads, skipBad, signal, onRead })
  if (summary.lines === 0 && !signal.aborted) {
    throw withoutLines(path, summary.bad)
  }
  const tried = setups(plan.strategies, hotSetOfTrace(summary), threads)
  const runs = { sample, threads, fill, signal, lines: sample.lines, weigh: false }
  onProgress('how fast it goes')
  const lines = signal.aborted ? 0 : await linesOfARun(tried, runs)
  const result = await rounds({
    groups: byStrategy(tried),
    measure: (group, round) => replaySample(group, { ...runs, lines, weigh: round === 0 }),
    ...{ signal, onProgress, ...timeFor(plan.seconds) },
  })
  const { rows, failed, interrupted, isComplete } = result
  return {
    trace: { path, ...summary, replayed: rows.length === 0 ? 0 : lines },
    ...{ machine: machine(), threads, rows, failed },
    recommendation: isComplete
      ? recommendationFrom(rows, growthOf(rows, summary.distinctKeys.count))
      : null,
    interrupted,
  }
}

function byStrategy(tried: readonly Setup[]): readonly (readonly Setup[])[] {
  const names = [...new Set(tried.map(({ strategy }) => strategy))]
  return names.map((name) => tried.filter(({ strategy }) => strategy === name))
}

/** The whole trace has more keys than the lines that were replayed. */
function growthOf([row]: readonly SetupRow[], keys: number): number {
  const entries = row?.entries ?? 0
  return entries === 0 ? 1 : Math.max(keys / entries, 1)
}
