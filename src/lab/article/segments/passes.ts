/** One map's life in the benchmark of locks, and the rows that come of several. */
import { median } from '../../../experiments/median.ts'
import { measurePuts, type PutCrew, type PutRun } from '../../../experiments/segments/puts.ts'
import type { Keys } from '../../../experiments/segments/puts.worker.ts'
import { SharedMap } from '../../../index.ts'
import type { ArticleRow } from '../article.ts'
import { distribution } from '../distribution.ts'
import { type Contestant, type Pass, subjectOf } from './contestants.ts'

export interface Entry {
  readonly contestant: Contestant
  readonly threads: number
}

export interface Passes extends Readonly<Record<Pass, PutRun>> {
  readonly committedBytes: number
}

/** A new map gets the keys that are dealt to the crew, and then the same once more. */
export async function putTwice(
  { contestant }: Entry,
  crew: PutCrew,
  keys: readonly Keys[],
): Promise<Passes> {
  using map = new SharedMap<number, number>(contestant.options)
  const fresh = await measurePuts(crew, map, keys)
  const known = await measurePuts(crew, map, keys)
  return { fresh, known, committedBytes: map.stats().committedBytes }
}

/** None if nothing was measured. */
export function rowsOf(
  { contestant, threads }: Entry,
  passes: readonly Passes[],
  pass: Pass,
): readonly ArticleRow[] {
  if (passes.length === 0) return []
  const runs = passes.map((each) => each[pass])
  const middle = (figure: (run: PutRun) => number): number => median(runs.map(figure))
  return [
    {
      subject: subjectOf(contestant, pass),
      threads,
      opsPerMs: middle(({ opsPerMs }) => opsPerMs),
      ...distribution(runs.map(({ latencies }) => latencies)),
      gc: null,
      peakBytes: Math.max(...passes.map(({ committedBytes }) => committedBytes)),
      figures: {
        over1Ms: middle(({ slow }) => slow),
        lockWaits: middle(({ lockWaits }) => lockWaits),
        retries: middle(({ retries }) => retries),
        cores: middle(({ cores }) => cores),
      },
      source: contestant.source,
    },
  ]
}
