/** The article's experiments by name. */
import { machine } from '../report/machine.ts'
import type { ArticleExperiment, ArticleReport, Conditions } from './article.ts'

export const EXPERIMENTS: readonly ArticleExperiment[] = []

export function experimentNamed(name: string | undefined): ArticleExperiment | undefined {
  return EXPERIMENTS.find((experiment) => experiment.name === name)
}

export async function articleReport(
  experiment: ArticleExperiment,
  conditions: Conditions,
): Promise<ArticleReport> {
  return { preset: experiment.name, machine: machine(), ...(await experiment.run(conditions)) }
}
