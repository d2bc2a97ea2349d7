/** The article's program in a child process: how it ended. */
import type { StrategyName } from '../../index.ts'
import { Child } from '../processes/child.ts'
import { type Fatal, fatalOf } from '../processes/fatal.ts'
import type { ArticleCounts } from './article-program.ts'

/** No run may take longer to be seen. */
export const MOST_MS = 5_000

export interface ArticleOutcome extends Fatal {
  readonly strategy: StrategyName
  /** What the program did, if it came to its end. */
  readonly counts: ArticleCounts | undefined
  /** Whether an exit handler ran. */
  readonly handled: boolean
}

export async function articleOutcome(
  strategy: StrategyName,
  { ms = MOST_MS, recovers = false }: { ms?: number; recovers?: boolean },
  signal: AbortSignal,
): Promise<ArticleOutcome> {
  const run = JSON.stringify({ strategy, ms, recovers })
  const child = new Child(new URL('./program.js', import.meta.url), [run], signal)
  const ending = await child.ended
  const counts: ArticleCounts | undefined = ending.stdout.startsWith('{')
    ? JSON.parse(ending.stdout.split('\n')[0] ?? '')
    : undefined
  return { ...fatalOf(ending), strategy, counts, handled: ending.stdout.includes('exit handler') }
}
