/** Collections while a million entries are held and used: the same operations on a plain Map and on a map off the heap. */
import type { Pauses } from '../../../experiments/gc/pauses.ts'
import { type Crew, withCrew } from '../../../experiments/threads/crew.ts'
import { StartLine } from '../../../experiments/threads/start-line.ts'
import { SharedMap } from '../../../index.ts'
import { collections } from '../../runner/together.ts'
import type { ArticleRow, Comparison, Conditions } from '../article.ts'
import { compared } from '../compared.ts'
import { distribution } from '../distribution.ts'
import type { Runs, TurnOptions } from '../in-turns.ts'
import { medianRun } from '../median-run.ts'
import { strategySource } from '../strategy-source.ts'
import { collectedFigures } from './collected-figures.ts'
import type { HeldAnswer, HeldTask, OpenTask } from './held.worker.ts'

export interface HeldScale {
  readonly entries: number
  readonly threads: number
  readonly loads: readonly Load[]
}

export interface Load extends TurnOptions {
  /** What tells it from the others, in names. */
  readonly label: string
  readonly setPercent: number
  /** Of each thread, in a round. */
  readonly operations: number
}

interface Entry {
  readonly name: string
  readonly isShared: boolean
  readonly source: string
  readonly load: Load
}

interface HeldRun {
  readonly answers: readonly HeldAnswer[]
  readonly sharedBytes: number
}

export type HeldRuns = Runs<Entry, HeldRun>

/** Address space for twice as much as comes to be in it. */
const MAX_BYTES = 2 ** 30
/** Before measuring, so that the engine has compiled what runs. */
const WARM_SHARE = 4
const MODULE = new URL('./held.worker.js', import.meta.url)

type HeldCrew = Crew<HeldTask, HeldAnswer | undefined>

/** Each with each load. */
export function heldEntries({ loads }: HeldScale): readonly Entry[] {
  return loads.flatMap((load) => [
    { name: 'map', isShared: false, source: 'dist/lab/article/gc/held.worker.js', load },
    { name: 'lock-free', isShared: true, source: strategySource('lock-free'), load },
  ])
}

/** Both are held all the time, so that they can take turns. */
export async function runHeld(
  runs: HeldRuns,
  scale: HeldScale,
  entries: readonly Entry[],
  { signal, onProgress }: Conditions,
): Promise<void> {
  const { threads, loads } = scale
  using map = new SharedMap<number, string>({ maxBytes: MAX_BYTES })
  const crewOf = { module: MODULE, size: threads, signal }
  await withCrew(crewOf, (plain: HeldCrew) =>
    withCrew(crewOf, async (shared: HeldCrew) => {
      onProgress(`map: ${scale.entries.toLocaleString('en-US')} entries`)
      await plain.ask(openTasks(scale, undefined))
      onProgress(`lock-free: ${scale.entries.toLocaleString('en-US')} entries`)
      await shared.ask(openTasks(scale, map.handle))
      const run = async ({ isShared, load }: Entry, operations: number): Promise<HeldRun> => {
        const task: HeldTask = { step: 'run', operations, setPercent: load.setPercent }
        const answers = await (isShared ? shared : plain).ask(
          Array.from({ length: threads }, () => task),
        )
        const sharedBytes = isShared ? map.stats().committedBytes : 0
        return { answers: answers.filter((answer) => answer !== undefined), sharedBytes }
      }
      for (const load of loads) {
        const contestants = entries.filter((entry) => entry.load === load)
        for (const entry of contestants) await run(entry, Math.ceil(load.operations / WARM_SHARE))
        await runs.inTurns(contestants, load, (entry, round) => {
          onProgress(`${rowName(entry.name, scale.entries, load)}, round ${round + 1}`)
          return run(entry, load.operations)
        })
      }
    }),
  )
}

function openTasks({ entries, threads }: HeldScale, map: OpenTask['map']): HeldTask[] {
  const line = new StartLine(threads).buffer
  return Array.from({ length: threads }, (_, thread) => ({
    ...{ step: 'open', map, entries, thread, threads, line },
  }))
}

export function heldRows(
  runs: HeldRuns,
  { entries: held }: HeldScale,
  entries: readonly Entry[],
): readonly ArticleRow[] {
  return entries.flatMap((entry) => {
    const run = medianRun(runs.of(entry), ({ answers }) => collections(pausesOf(answers)).totalMs)
    if (run === undefined) return []
    const { answers, sharedBytes } = run
    const ms = Math.max(...answers.map((answer) => answer.ms))
    const gc = collections(pausesOf(answers))
    const latencies = runs.of(entry).flatMap((each) => each.answers.map((one) => one.latencies))
    return {
      subject: rowName(entry.name, held, entry.load),
      threads: answers.length,
      opsPerMs: (entry.load.operations * answers.length) / ms,
      ...distribution(latencies),
      gc,
      peakBytes: answers.reduce((sum, { heapPeak }) => sum + heapPeak, sharedBytes),
      figures: { gcPauseMs: gc.totalMs, ...collectedFigures(pausesOf(answers), ms) },
      source: entry.source,
    }
  })
}

function pausesOf(answers: readonly HeldAnswer[]): readonly Pauses[] {
  return answers.map(({ pauses }) => pauses)
}

function rowName(name: string, entries: number, { label }: Load): string {
  return `${name}, ${entries / 1e6} M entries${label}`
}

export function heldComparisons(
  { entries, threads, loads }: HeldScale,
  rows: readonly ArticleRow[],
): readonly Comparison[] {
  return loads.map((load) =>
    compared(
      rows,
      {
        of: { subject: rowName('lock-free', entries, load), threads },
        by: { subject: rowName('map', entries, load), threads },
      },
      `GC pause time with ${entries / 1e6} M entries${load.label}, lock-free / Map`,
      null,
      (row) => row.gc?.totalMs,
    ),
  )
}
