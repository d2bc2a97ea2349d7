/** One map, one writer, one reader, and nothing that keeps them apart: the process ends. */
import { observedFatal, observedSafe } from '../processes/fatal.ts'
import type { Conditions, Figures, Observation, Reproduction } from '../reproduction.ts'
import { runArticleProgram } from './article-program.ts'
import { type ArticleOutcome, articleOutcome, MOST_MS } from './run.ts'

/** The safe form runs for so long, many times what the other one lasts. */
const SAFE_MS = 1_000

/** Both forms, each in a process of its own. */
export async function panic(conditions: Conditions): Promise<Reproduction> {
  const { signal, onProgress } = conditions
  onProgress('unguarded')
  const outcome = await articleOutcome('unsynchronised', {}, signal)
  const unguarded = observedFatal(outcome, figuresOf(outcome), [lineOf(outcome)])
  return { ...unguarded, safe: await safePanic(conditions) }
}

export async function safePanic({ signal, onProgress }: Conditions): Promise<Observation> {
  onProgress('lock-free')
  const outcome = await articleOutcome('lock-free', { ms: SAFE_MS }, signal)
  return observedSafe(outcome, figuresOf(outcome), [lineOf(outcome)])
}

function figuresOf({ strategy, counts }: ArticleOutcome): Figures {
  return { strategy, loops: counts ?? null }
}

function lineOf({ exitCode, ms, counts }: ArticleOutcome): string {
  if (counts === undefined) return `exit code ${exitCode} after ${ms} ms`
  const { writerLoops, readerLoops } = counts
  return `exit code ${exitCode}: ${writerLoops} times 10,000 sets beside ${readerLoops} times 10,000 gets`
}

/** The unguarded program in this very process. Returns only if nothing was seen in time. */
export async function panicHere({ signal }: Conditions): Promise<void> {
  await runArticleProgram({ strategy: 'unsynchronised', ms: MOST_MS, recovers: false }, signal)
}
