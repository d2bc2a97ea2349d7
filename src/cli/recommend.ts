/** `selvedge lab --recommend`: of a trace, or of a workload. */
import { experimentNamed } from '../lab/article/catalogue.ts'
import { recommendForTrace } from '../lab/recommend/recommend-trace.ts'
import { recommendForWorkload } from '../lab/recommend/recommend-workload.ts'
import type { RecommendReport } from '../lab/recommend/report.ts'
import { type Output, UsageError } from './command.ts'
import { interruptible } from './interruptible.ts'
import type { GivenOfTrace } from './lab-options.ts'
import { recommendTracePlanFrom, recommendWorkloadPlanFrom } from './recommend-options.ts'

interface Given extends Omit<GivenOfTrace, 'trace'> {
  readonly trace: string | undefined
}

/** Rejects with what is wrong with the options before anything is started, and as `recommendForTrace` does. */
export async function recommended(
  { trace, 'no-fill': noFill, 'skip-bad': skipBad, ...given }: Given,
  output: Output,
): Promise<RecommendReport> {
  if (trace !== undefined) {
    const ofTrace = { trace, 'no-fill': noFill, 'skip-bad': skipBad }
    const plan = recommendTracePlanFrom({ ...given, ...ofTrace })
    return run(output, (conditions) => recommendForTrace(plan, conditions))
  }
  if (noFill === true || skipBad === true) {
    throw new UsageError('--no-fill and --skip-bad are for a --trace')
  }
  if (experimentNamed(given.preset) !== undefined) {
    throw new UsageError(`--recommend has no meaning with --preset ${given.preset}`)
  }
  const plan = recommendWorkloadPlanFrom(given)
  return run(output, (conditions) => recommendForWorkload(plan, conditions))
}

interface Conditions {
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
}

function run(
  output: Output,
  recommend: (conditions: Conditions) => Promise<RecommendReport>,
): Promise<RecommendReport> {
  return interruptible(output, (signal, line) =>
    recommend({ signal, onProgress: (text) => line.show(`recommend: ${text}`) }),
  )
}
