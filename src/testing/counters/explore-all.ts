/** Every search of a level on the package's kernel of a counter, one after the other. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Level } from '../explorer/catalogue/levels.ts'
import { counterSearches } from './catalogue.ts'
import { compileExploredCounter } from './counter-thread.ts'
import { type CounterFindings, exploreCounter } from './search.ts'
import type { CounterSearch } from './stage.ts'

/** Resolves when all are done, or the signal is aborted, which is looked at between two searches. */
export async function exploreCounters(
  level: Level,
  onResult: (search: CounterSearch, findings: CounterFindings, of: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const module = compileExploredCounter()
  const searches = counterSearches(level)
  for (const search of searches) {
    if (signal?.aborted === true) return
    onResult(search, exploreCounter(search, module), searches.length)
    await turn()
  }
}
