/** What is got from, by how many threads, and what each is called. */
import type { GetCase } from '../../../experiments/cliff/gets.ts'
import type { StrategyName } from '../../../index.ts'

export const STRATEGIES: readonly StrategyName[] = ['sync-map', 'lock-free', 'rwlock']
export const THREADS = [1, 2] as const

const WORDS: Readonly<Record<GetCase, string>> = {
  hit: 'hit',
  fresh: 'miss, fresh key',
  absent: 'miss, absent key',
}

export function subjectOf(strategy: StrategyName, name: GetCase): string {
  return `${strategy}, ${WORDS[name]}`
}
