/** Shared counters: how many adds go through, and what contention does to them, from one thread to more than there are cores. */
import {
  type AddsRun,
  COUNTERS_MODULE,
  type CountCrew,
  runAdds,
} from '../../../experiments/counters/adds.ts'
import { type Counter, type CounterKind, makeCounter } from '../../../experiments/counters/kinds.ts'
import { median } from '../../../experiments/median.ts'
import { withCrew } from '../../../experiments/threads/crew.ts'
import type { ArticleExperiment, ArticleResult, ArticleRow, Conditions } from '../article.ts'
import { clockNs } from '../clock.ts'
import { distribution } from '../distribution.ts'
import { isInterrupted, Runs, type TurnOptions } from '../in-turns.ts'
import { comparisons } from './comparisons.ts'
import { CONTESTANTS, type Contestant } from './contestants.ts'

export interface CountersScale extends TurnOptions {
  /** Of all threads together, without the clock and with it. */
  readonly adds: number
  readonly timedAdds: number
  readonly threads: readonly number[]
}

const FULL: CountersScale = {
  adds: 3_000_000,
  timedAdds: 400_000,
  threads: [1, 2, 4, 8],
  rounds: 5,
  mostMs: 16_000,
}

interface Entry extends Contestant {
  readonly threads: number
}

interface Passes {
  readonly plain: AddsRun
  readonly timed: AddsRun
}

export const counters: ArticleExperiment = {
  name: 'counters',
  summary: 'one number that all threads raise: lock + integer, atomic, striped',
  run: (conditions) => measureCounters(FULL, conditions),
}

export async function measureCounters(
  scale: CountersScale,
  { signal, onProgress }: Conditions,
): Promise<ArticleResult> {
  const entries = scale.threads.flatMap((threads) =>
    CONTESTANTS.map((contestant): Entry => ({ ...contestant, threads })),
  )
  const runs = new Runs<Entry, Passes>()
  const size = Math.max(...scale.threads)
  const interrupted = await isInterrupted(signal, () =>
    withCrew({ module: COUNTERS_MODULE, size, signal }, async (crew: CountCrew) => {
      const counterOf = counterOfEach()
      const run = async ({ kind, threads }: Entry): Promise<Passes> => {
        const load = { counter: counterOf[kind], threads }
        const plain = await runAdds(crew, { ...load, adds: scale.adds, isTimed: false })
        const timed = await runAdds(crew, { ...load, adds: scale.timedAdds, isTimed: true })
        return { plain, timed }
      }
      onProgress('warming up')
      for (const contestant of CONTESTANTS) await run({ ...contestant, threads: size })
      await runs.inTurns(entries, scale, (entry, round) => {
        onProgress(`${entry.subject}, ${entry.threads} threads, round ${round + 1}`)
        return run(entry)
      })
    }),
  )
  const rows = entries.flatMap((entry) => rowsOf(entry, runs.of(entry)))
  return { rows, comparisons: comparisons(rows, scale.threads), notes: notes(), interrupted }
}

function counterOfEach(): Record<CounterKind, Counter> {
  return {
    lock: makeCounter('lock'),
    word: makeCounter('word'),
    atomic: makeCounter('atomic'),
    striped: makeCounter('striped'),
  }
}

function rowsOf(
  { subject, threads, source }: Entry,
  runs: readonly Passes[],
): readonly ArticleRow[] {
  if (runs.length === 0) return []
  return [
    {
      subject,
      threads,
      opsPerMs: median(runs.map(({ plain }) => plain.addsPerMs)),
      ...distribution(runs.flatMap(({ timed }) => timed.latencies)),
      gc: null,
      peakBytes: null,
      figures: {
        contendedPerMillion: median(runs.map(({ plain }) => (plain.contended / plain.adds) * 1e6)),
        cores: median(runs.map(({ plain }) => plain.cores)),
        lost: runs.reduce((sum, { plain, timed }) => sum + plain.lost + timed.lost, 0),
      },
      source,
    },
  ]
}

function notes(): readonly string[] {
  return [
    'The article has words for these, no figures: a lock costs much, an atomic very little.',
    `Throughput is measured without a look at the clock; latencies come from a second pass with one after each add. The look is ${clockNs().toFixed(0)} ns of each, and spreads the adds, so that they meet less than in the first pass.`,
    'contendedPerMillion: of a million adds, those that slept for the lock, or lost the word to another thread and tried again. Atomics.add is a single instruction, whose waiting for the cache line nobody counts. lost is what the counter lacks in the end.',
    'cores is CPU time by time. Where several threads had fewer than the machine has, other work took them: they did not add at the same time, and there was little contention. Such figures are to be taken again.',
    'Under contention a futex lock can let more through than one atomic word: who has it adds many times from its own cache while the others sleep, and the atomic word goes from core to core with each add. What that costs those who sleep shows in P99.99.',
    'With more threads than cores the maximum is a slice of the scheduler.',
  ]
}
