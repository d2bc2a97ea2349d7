/** The cliff of sync.Map: what a get costs that hits its read map, and what one costs that misses it. */

import {
  GET_CASES,
  type GetCase,
  type GetRun,
  measureGets,
  withGetters,
} from '../../../experiments/cliff/gets.ts'
import { median } from '../../../experiments/median.ts'
import type { StrategyName } from '../../../index.ts'
import type { ArticleExperiment, ArticleResult, ArticleRow, Conditions } from '../article.ts'
import { distribution } from '../distribution.ts'
import { isInterrupted, Runs, type TurnOptions } from '../in-turns.ts'
import { strategySource } from '../strategy-source.ts'
import { comparisons } from './comparisons.ts'
import { notes } from './notes.ts'
import { STRATEGIES, subjectOf, THREADS } from './subjects.ts'

export interface Scale extends TurnOptions {
  /** Until the engine has compiled what runs. */
  readonly warmRounds: number
}

const FULL: Scale = { warmRounds: 2, rounds: 15, mostMs: 26_000 }

interface Entry {
  readonly strategy: StrategyName
  readonly threads: number
}

type GetRuns = Readonly<Record<GetCase, GetRun>>

export const cliff: ArticleExperiment = {
  name: 'cliff',
  summary: "sync.Map's hit and miss: 12 ns against 320 in the article",
  run: (conditions) => measureCliff(FULL, conditions),
}

export async function measureCliff(
  scale: Scale,
  { signal, onProgress }: Conditions,
): Promise<ArticleResult> {
  const entries = THREADS.flatMap((threads) =>
    STRATEGIES.map((strategy): Entry => ({ strategy, threads })),
  )
  const [one, two] = THREADS
  const runs = new Runs<Entry, GetRuns>()
  const interrupted = await isInterrupted(signal, () =>
    withGetters(one, signal, (alone) =>
      withGetters(two, signal, async (pair) => {
        const run = ({ strategy, threads }: Entry): Promise<GetRuns> =>
          measureGets(threads === one ? alone : pair, strategy, { threads, timed: true })
        for (const entry of entries) {
          onProgress(`${wordsOf(entry)}: warming up`)
          for (let round = 0; round < scale.warmRounds; round++) await run(entry)
        }
        await runs.inTurns(entries, scale, (entry, round) => {
          onProgress(`${wordsOf(entry)}: round ${round + 1} of ${scale.rounds}`)
          return run(entry)
        })
      }),
    ),
  )
  const rows = entries.flatMap((entry) => rowsOf(entry, runs.of(entry)))
  return {
    rows,
    comparisons: comparisons(rows),
    notes: notes(runs.rounds(entries)),
    interrupted,
  }
}

/** None if nothing was measured. */
function rowsOf({ strategy, threads }: Entry, measured: readonly GetRuns[]): readonly ArticleRow[] {
  if (measured.length === 0) return []
  return GET_CASES.map((name) => {
    const runs = measured.map((each) => each[name])
    return {
      subject: subjectOf(strategy, name),
      threads,
      opsPerMs: median(runs.map(({ opsPerMs }) => opsPerMs)),
      ...distribution(runs.map(({ latencies }) => latencies)),
      gc: null,
      peakBytes: null,
      figures: { ns: median(runs.map(({ ns }) => ns)) },
      source: strategySource(strategy),
    }
  })
}

function wordsOf({ strategy, threads }: Entry): string {
  return `${strategy}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`
}
