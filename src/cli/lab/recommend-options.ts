/** From the options of `selvedge lab --recommend` to what is to be measured. */
import { type RecommendTracePlan, TRACE_SECONDS } from '../../lab/recommend/recommend-trace.ts'
import {
  type RecommendWorkloadPlan,
  WORKLOAD_SECONDS,
} from '../../lab/recommend/recommend-workload.ts'
import { REPLAYED } from '../../lab/trace/compare.ts'
import { checked } from '../../lab/workload/limits.ts'
import { decimal, someOf } from '../arguments.ts'
import { UsageError } from '../command.ts'
import {
  type Given,
  type GivenOfTrace,
  refuse,
  tracePlanFrom,
  workloadFrom,
} from './lab-options.ts'

const RECOMMEND = '--recommend'
const LEAST_SECONDS = 0.1
const MOST_SECONDS = 3600

/** @throws {UsageError} @throws {OptionError} */
export function recommendTracePlanFrom(given: GivenOfTrace): RecommendTracePlan {
  const { 'near-cache': nearCache, shards, seconds, ...others } = given
  refuse({ 'near-cache': nearCache, shards }, `${RECOMMEND}, which tries several`)
  const { options: _, ...plan } = tracePlanFrom(others)
  return { ...plan, seconds: secondsFrom(seconds, TRACE_SECONDS) }
}

/** @throws {UsageError} @throws {OptionError} */
export function recommendWorkloadPlanFrom(given: Given): RecommendWorkloadPlan {
  const {
    'near-cache': nearCache,
    shards,
    strategy,
    rival,
    scale,
    rate,
    seconds,
    ...others
  } = given
  refuse({ 'near-cache': nearCache, shards }, `${RECOMMEND}, which tries several`)
  refuse({ rival, scale }, RECOMMEND)
  refuse({ rate, 'think-us': given['think-us'] }, `${RECOMMEND}, which goes as fast as it can`)
  return {
    preset: given.preset ?? null,
    workload: checked(workloadFrom(others)),
    strategies: someOf('strategy', REPLAYED, strategy) ?? REPLAYED,
    seconds: secondsFrom(seconds, WORKLOAD_SECONDS),
  }
}

/** Of all rounds together. */
function secondsFrom(text: string | undefined, usual: number): number {
  const seconds = decimal('seconds', text) ?? usual
  if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) return seconds
  throw new UsageError(`--seconds takes a number from ${LEAST_SECONDS} to ${MOST_SECONDS}`)
}
