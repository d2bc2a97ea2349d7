/**
 * The article's program: one thread sets 0 to 9,999, the other gets `i % 5000`, on one map. Both loops are repeated for a
 * time, since two threads that run for a millisecond each may miss each other.
 */
import { SharedMap, type StrategyName } from '../../index.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import type { LoopAnswer, LoopTask } from './panic.worker.ts'

export interface ArticleRun {
  readonly strategy: StrategyName
  readonly ms: number
  /** Whether the program tries all that could keep it from ending: `try`, handlers of errors and of its exit. */
  readonly recovers: boolean
}

export interface ArticleCounts {
  readonly writerLoops: number
  readonly readerLoops: number
  readonly caught: number
}

/** Does not return if the strategy lets the two meet: the process ends. */
export async function runArticleProgram(
  { strategy, ms, recovers }: ArticleRun,
  signal: AbortSignal,
): Promise<ArticleCounts> {
  const map = new SharedMap<number, number>({ strategy, maxBytes: 2 ** 24 })
  const plan = { module: new URL('./panic.worker.js', import.meta.url), size: 2, signal }
  const [writer, reader] = await withCrew(plan, (crew: Crew<LoopTask, LoopAnswer>) => {
    const task = { map: map.handle, ms, catches: recovers }
    return crew.ask([
      { ...task, role: 'writer' },
      { ...task, role: 'reader' },
    ])
  })
  map.close()
  return {
    writerLoops: writer?.loops ?? 0,
    readerLoops: reader?.loops ?? 0,
    caught: (writer?.caught ?? 0) + (reader?.caught ?? 0),
  }
}
