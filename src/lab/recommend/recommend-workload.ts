/** Which map for a workload: what `selvedge lab --recommend` does without a trace. */
import type { StrategyName } from '../../index.ts'
import { machine } from '../report/machine.ts'
import type { Measured, Row } from '../report/row.ts'
import { measureApart } from '../runner/apart.ts'
import type { Workload } from '../workload/workload.ts'
import { hotSetOfWorkload } from './hot-set.ts'
import type { Conditions } from './recommend-trace.ts'
import { recommendationFrom } from './recommendation.ts'
import type { WorkloadRecommendation } from './report.ts'
import { type RunOutcome, rounds, timeFor } from './rounds.ts'
import type { RunFigures } from './row.ts'
import { type Setup, setups } from './setup.ts'

export interface RecommendWorkloadPlan {
  readonly preset: string | null
  readonly workload: Workload
  readonly strategies: readonly StrategyName[]
  readonly seconds: number
}

/** If nothing is said. */
export const WORKLOAD_SECONDS = 20
/** Of the time for all; a process and a map for each run take more than the rest. */
const RUN_PART = 1 / 60
const MOST_RUN_SECONDS = 1
const LEAST_RUN_SECONDS = 0.02

/** Each run has a process of its own. */
export async function recommendForWorkload(
  { preset, workload: described, strategies, seconds }: RecommendWorkloadPlan,
  { signal, onProgress }: Conditions,
): Promise<WorkloadRecommendation> {
  const workload = { ...described, seconds: runSeconds(seconds) }
  const { threads } = workload
  const tried = setups(strategies, hotSetOfWorkload(workload), threads)
  const { rows, failed, interrupted, isComplete } = await rounds({
    groups: tried.map((setup) => [setup]),
    measure: async (group) => {
      const outcomes: RunOutcome[] = []
      for (const setup of group) outcomes.push(...(await oneRun(setup, workload, signal)))
      return outcomes
    },
    ...{ signal, onProgress, ...timeFor(seconds) },
  })
  return {
    ...{ preset, workload, machine: machine(), threads, rows, failed },
    recommendation: isComplete ? recommendationFrom(rows, 1) : null,
    interrupted,
  }
}

function runSeconds(seconds: number): number {
  return Number(
    Math.min(Math.max(seconds * RUN_PART, LEAST_RUN_SECONDS), MOST_RUN_SECONDS).toFixed(2),
  )
}

/** None if it was interrupted: a shorter run is not like the others. */
async function oneRun(
  { strategy, shards, nearCache }: Setup,
  workload: Workload,
  signal: AbortSignal,
): Promise<readonly RunOutcome[]> {
  const conditions = { signal, onProgress: () => {} }
  const row = await measureApart(strategy, workload, { nearCache, shards }, conditions)
  return row === undefined ? [] : outcomeOf(row)
}

function outcomeOf(row: Row): readonly RunOutcome[] {
  if ('missing' in row) return [{ failed: row.missing }]
  if ('failed' in row) return [{ failed: row.failed }]
  return row.interrupted ? [] : [figuresOf(row)]
}

function figuresOf(row: Measured): RunFigures {
  const { opsPerMs, p50Us, p99Us, p999Us, maxUs, gc, heapPeakBytes, nearHitRate } = row
  const { usedBytes, retries, lockWaits } = row
  return {
    ...{ opsPerMs, p50Us, p99Us, p999Us, maxUs, gcMs: gc.totalMs, heapBytes: heapPeakBytes },
    ...{ usedBytes, entries: null, retries, lockWaits, nearHitRate },
  }
}
