/** The article's benchmark of locks: a million puts, of new keys and then of the same keys once more. */
import { dealt, withPutters } from '../../../experiments/segments/puts.ts'
import type { ArticleExperiment, ArticleResult, Conditions } from '../article.ts'
import { isInterrupted, Runs, type TurnOptions } from '../in-turns.ts'
import { comparisons } from './comparisons.ts'
import { CONTESTANTS, type Pass } from './contestants.ts'
import { notes } from './notes.ts'
import { type Entry, type Passes, putTwice, rowsOf } from './passes.ts'

export interface Scale {
  readonly puts: number
  /** As many threads as the article has, of which the figures are compared with its own. */
  readonly many: Crowd
  readonly few: Crowd
}

interface Crowd extends TurnOptions {
  readonly threads: number
}

const FULL: Scale = {
  puts: 1_000_000,
  many: { threads: 8, rounds: 4, mostMs: 18_000 },
  few: { threads: 2, rounds: 2, mostMs: 8_000 },
}

const PASSES: readonly Pass[] = ['fresh', 'known']

/** One part of the puts, until the engine has compiled what runs. */
const WARM_PART = 8

export const segments: ArticleExperiment = {
  name: 'segments',
  summary: '1 M puts from 8 threads: one lock, 16 shards, lock-free, sync-map',
  run: (conditions) => measureSegments(FULL, conditions),
}

export async function measureSegments(
  { puts, many, few }: Scale,
  conditions: Conditions,
): Promise<ArticleResult> {
  const withMany = entriesOf(many)
  const withFew = entriesOf(few)
  const runs = new Runs<Entry, Passes>()
  const interrupted = await isInterrupted(conditions.signal, async () => {
    await putInTurns(runs, withMany, many, puts, conditions)
    await putInTurns(runs, withFew, few, puts, conditions)
  })
  const rows = PASSES.flatMap((pass) =>
    [...withMany, ...withFew].flatMap((entry) => rowsOf(entry, runs.of(entry), pass)),
  )
  return {
    rows,
    comparisons: PASSES.flatMap((pass) => comparisons(rows, many.threads, pass)),
    notes: notes(puts, many.threads, [runs.rounds(withMany), runs.rounds(withFew)]),
    interrupted,
  }
}

function entriesOf({ threads }: Crowd): readonly Entry[] {
  return CONTESTANTS.map((contestant) => ({ contestant, threads }))
}

async function putInTurns(
  runs: Runs<Entry, Passes>,
  entries: readonly Entry[],
  crowd: Crowd,
  puts: number,
  { signal, onProgress }: Conditions,
): Promise<void> {
  const { threads, rounds } = crowd
  const few = dealt(Math.ceil(puts / WARM_PART), threads)
  const all = dealt(puts, threads)
  await withPutters(threads, signal, async (crew) => {
    for (const entry of entries) {
      onProgress(`${wordsOf(entry)}: warming up`)
      await putTwice(entry, crew, few)
    }
    await runs.inTurns(entries, crowd, (entry, round) => {
      onProgress(`${wordsOf(entry)}: round ${round + 1} of ${rounds}`)
      return putTwice(entry, crew, all)
    })
  })
}

function wordsOf({ contestant, threads }: Entry): string {
  return `${contestant.subject}, ${threads} threads`
}
