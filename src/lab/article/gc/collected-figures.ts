/** What the article tells of collections, from the pauses of a run. */
import type { Pauses } from '../../../experiments/gc/pauses.ts'

/** The article counts collections in so much time. */
const WINDOW_MS = 10_000

export interface CollectedFigures {
  readonly meanPauseMs: number
  readonly collectionsIn10s: number
  readonly majorCollections: number
  /** Share of all threads' time, in percent. */
  readonly pausedPercent: number
}

/** Of threads that were watched for so long. */
export function collectedFigures(threads: readonly Pauses[], ms: number): CollectedFigures {
  const count = sum(threads.map((thread) => thread.count))
  const totalMs = sum(threads.map((thread) => thread.totalMs))
  return {
    meanPauseMs: count === 0 ? 0 : totalMs / count,
    collectionsIn10s: (count / ms) * WINDOW_MS,
    majorCollections: sum(threads.map(({ major }) => major)),
    pausedPercent: (totalMs / (ms * threads.length)) * 100,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
