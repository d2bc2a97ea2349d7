/** `selvedge lab --recommend`: of a trace, or of a workload. */
import { experimentNamed } from '../../lab/article/catalogue.ts'
import { recommendForTrace } from '../../lab/recommend/recommend-trace.ts'
import { recommendForWorkload } from '../../lab/recommend/recommend-workload.ts'
import type { RecommendReport } from '../../lab/recommend/report.ts'
import { UsageError } from '../command.ts'
import type { Run } from './conduct.ts'
import { type Asked, notOfTrace } from './lab-options.ts'
import { recommendTracePlanFrom, recommendWorkloadPlanFrom } from './recommend-options.ts'

/** @throws {UsageError} @throws {OptionError} with what is wrong with the options */
export function recommended(asked: Asked): Run<RecommendReport> {
  if (asked.trace !== undefined) {
    const plan = recommendTracePlanFrom({ ...asked, trace: asked.trace })
    return (conditions) => recommendForTrace(plan, conditions)
  }
  const given = notOfTrace(asked)
  if (experimentNamed(given.preset) !== undefined) {
    throw new UsageError(`--recommend has no meaning with --preset ${given.preset}`)
  }
  const plan = recommendWorkloadPlanFrom(given)
  return (conditions) => recommendForWorkload(plan, conditions)
}
