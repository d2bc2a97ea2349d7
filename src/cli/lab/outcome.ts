/** What `selvedge lab` was asked for, done: a workload, one of the article's experiments, a trace, or a recommendation. */
import { articleReport, experimentNamed } from '../../lab/article/catalogue.ts'
import { lab } from '../../lab/lab.ts'
import { articleTable } from '../../lab/report/article-table.ts'
import type { AnyReport } from '../../lab/report/html/context.ts'
import { recommendationTable } from '../../lab/report/recommendation-table.ts'
import { labTable } from '../../lab/report/table.ts'
import { traceTable } from '../../lab/report/trace-table.ts'
import { compareOnTrace } from '../../lab/trace/compare.ts'
import type { Output } from '../command.ts'
import { conduct } from './conduct.ts'
import { type GivenOfLab, notOfTrace, onlyPreset, planFrom, tracePlanFrom } from './lab-options.ts'
import { recommended } from './recommend.ts'

export interface Outcome {
  readonly report: AnyReport
  /** The same for people. */
  readonly table: string
  /** Whether something that was to be measured could not be. */
  readonly isFailed: boolean
}

/** @throws {UsageError} @throws {OptionError} for options that make no sense, before anything is started */
export async function outcomeOf(
  { recommend, ...asked }: GivenOfLab,
  output: Output,
): Promise<Outcome> {
  if (recommend === true) {
    const report = await conduct(output, recommended(asked))
    return { report, table: recommendationTable(report), isFailed: report.failed.length > 0 }
  }
  if (asked.trace !== undefined) {
    const plan = tracePlanFrom({ ...asked, trace: asked.trace })
    const report = await conduct(output, (conditions) => compareOnTrace(plan, conditions))
    return { report, table: traceTable(report), isFailed: false }
  }
  const given = notOfTrace(asked)
  const experiment = experimentNamed(given.preset)
  if (experiment !== undefined) {
    onlyPreset(given)
    const report = await conduct(output, (conditions) => articleReport(experiment, conditions))
    return { report, table: articleTable(report), isFailed: report.failures.length > 0 }
  }
  const plan = planFrom(given)
  const report = await conduct(output, (conditions) => lab(plan, conditions))
  const isFailed = report.rows.some((row) => 'failed' in row)
  return { report, table: labTable(report), isFailed }
}
