/** Who counts: a lock around an integer, JavaScript's own atomic add, and SharedCounter in both forms. */
import type { CounterKind } from '../../../experiments/counters/kinds.ts'

export interface Contestant {
  readonly subject: string
  readonly kind: CounterKind
  readonly source: string
}

const KERNEL = 'kernel/counter/index.ts'
export const LOCK: Contestant = {
  subject: 'lock + integer',
  kind: 'lock',
  source: 'dist/experiments/counters/locked-counter.js',
}
export const WORD: Contestant = {
  subject: 'Atomics.add',
  kind: 'word',
  source: 'dist/experiments/counters/kinds.js',
}
export const ATOMIC: Contestant = { subject: 'SharedCounter', kind: 'atomic', source: KERNEL }
export const STRIPED: Contestant = {
  subject: 'SharedCounter, striped',
  kind: 'striped',
  source: KERNEL,
}
export const CONTESTANTS: readonly Contestant[] = [LOCK, WORD, ATOMIC, STRIPED]
