/** The article's three pipelines under 600 requests a second: P99, memory, and collections. */
import type { ArticleExperiment, ArticleResult, Conditions } from '../article.ts'
import { comparisonsOf } from './comparisons.ts'
import { failuresOf, notesOf } from './notes.ts'
import { type Broken, type Finished, rowOf } from './row.ts'
import { Load, type LoadSetting } from './run/load.ts'
import { run } from './run/run.ts'
import { CONTESTANTS } from './service/contestants.ts'

const ARTICLE_LOAD: LoadSetting = {
  seed: 1,
  rate: 600,
  warmSeconds: 1.5,
  seconds: 8,
  windowSeconds: 30 * 60,
}

export const pipelines: ArticleExperiment = {
  name: 'pipelines',
  summary:
    '600 requests/s of JSON through 1,000 rules to a journal: blocking, worker pool, reactor',
  run: (conditions) => comparePipelines(ARTICLE_LOAD, conditions),
}

/** One after the other, each in a process of its own. Rejects if none of them can be measured. */
export async function comparePipelines(
  setting: LoadSetting,
  { signal, onProgress }: Conditions,
): Promise<ArticleResult> {
  const finished: Finished[] = []
  const broken: Broken[] = []
  const load = await Load.start(setting)
  try {
    for (const contestant of CONTESTANTS) {
      if (signal.aborted) break
      const onPhase = (phase: string): void => onProgress(`${contestant.name}: ${phase}`)
      try {
        const outcome = await run(contestant.name, load, setting, { signal, onPhase })
        if (outcome !== undefined) finished.push({ contestant, ...outcome })
      } catch (error) {
        broken.push({ contestant, reason: String(error) })
      }
    }
  } finally {
    await load.end()
  }
  const [first] = broken
  if (first !== undefined && finished.length === 0) {
    throw new Error(`${first.contestant.name}: ${first.reason}`)
  }
  const rows = finished.flatMap(rowOf)
  return {
    rows,
    comparisons: comparisonsOf(rows),
    notes: notesOf(setting, finished, signal.aborted),
    failures: failuresOf(finished, broken, signal.aborted),
    interrupted: signal.aborted,
  }
}
