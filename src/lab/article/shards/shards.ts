/** What shards buy and cost: too few, enough, too many, uneven access, and locks that share a cache line. */
import type { PutRun } from '../../../experiments/segments/puts.ts'
import type { ArticleExperiment, ArticleResult, Conditions } from '../article.ts'
import { isInterrupted, Runs } from '../in-turns.ts'
import { comparisons } from './comparisons.ts'
import { contestants } from './contestants.ts'
import { LOCK_PLACES, type LockPlace, type LockRun } from './lock-lines.ts'
import { lockInTurns } from './lock-turns.ts'
import { notes } from './notes.ts'
import { type Entry, putInTurns } from './put-turns.ts'
import { lockRows, putRows } from './rows.ts'
import { FULL, type Scale } from './scale.ts'

export const shards: ArticleExperiment = {
  name: 'shards',
  summary: 'a hot shard, too few shards, too many, and false sharing',
  run: (conditions) => measureShards(FULL, conditions),
}

export async function measureShards(scale: Scale, conditions: Conditions): Promise<ArticleResult> {
  const { threads } = scale
  const all = contestants()
  try {
    const entries = [threads.many, threads.few].flatMap((count) =>
      all.map((contestant): Entry => ({ contestant, threads: count })),
    )
    const locks = new Runs<LockPlace, LockRun>()
    const puts = new Runs<Entry, PutRun>()
    const interrupted = await isInterrupted(conditions.signal, async () => {
      await lockInTurns(locks, scale, conditions)
      await putInTurns(puts, entries, scale, conditions)
    })
    const rows = [
      ...entries.flatMap((entry) => putRows(entry.contestant, entry.threads, puts.of(entry))),
      ...LOCK_PLACES.flatMap((place) => lockRows(place, threads.few, locks.of(place))),
    ]
    return {
      rows,
      comparisons: comparisons(rows, threads),
      notes: notes(scale, puts.rounds(entries)),
      interrupted,
    }
  } finally {
    for (const { prepared } of all) prepared.map.close()
  }
}
