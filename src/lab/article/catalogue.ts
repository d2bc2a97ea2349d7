/** The article's experiments by name. */
import { machine } from '../report/machine.ts'
import type { ArticleExperiment, ArticleReport, Conditions } from './article.ts'
import { cliff } from './cliff/cliff.ts'
import { counters } from './counters/counters.ts'
import { gc } from './gc/gc.ts'
import { pipelines } from './pipelines/pipelines.ts'
import { pooling } from './pooling/pooling.ts'
import { segments } from './segments/segments.ts'
import { shards } from './shards/shards.ts'
import { yielding } from './yield/yield.ts'

export const EXPERIMENTS: readonly ArticleExperiment[] = [
  cliff,
  counters,
  gc,
  pipelines,
  pooling,
  segments,
  shards,
  yielding,
]

export function experimentNamed(name: string | undefined): ArticleExperiment | undefined {
  return EXPERIMENTS.find((experiment) => experiment.name === name)
}

export async function articleReport(
  experiment: ArticleExperiment,
  conditions: Conditions,
): Promise<ArticleReport> {
  const result = await experiment.run(conditions)
  return { preset: experiment.name, machine: machine(), failures: [], ...result }
}
