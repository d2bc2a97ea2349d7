/**
 * Everything that looks for faults, one after the other: all schedules and deaths of pairs of operations, and of counters,
 * histories of real threads, and the storm.
 */
import { randomInt } from 'node:crypto'
import { STRATEGIES, type Strategy, SYNCHRONISED } from '../../memory/kernel.ts'
import { exploreCounters } from '../counters/explore-all.ts'
import { formatSearch } from '../counters/search.ts'
import { type Level, tasksFor } from '../explorer/catalogue/levels.ts'
import { formatPlan, type Task, type TaskResult } from '../explorer/task.ts'
import { historyStorm } from '../histories/history-storm.ts'
import { MAX_SEED } from '../storm/settings.ts'
import { storm } from '../storm/storm.ts'
import { type CampaignReport, type Phase, Tally } from './report.ts'
import { runTasks } from './task-pool.ts'

export interface CampaignOptions {
  readonly level?: Level
  /** Decides what is left to chance, but for the timing of real threads. Default: drawn, and reported. */
  readonly seed?: number | undefined
  /**
   * URL of a module that exports `createMap` and `attachMap`, to put another map in the place of this package's. The
   * explorer, which knows only this package's kernel, is then left out.
   */
  readonly mapModule?: string | undefined
  /** Ends it early; the report then covers what was done and says `interrupted`. */
  readonly signal?: AbortSignal
  /** Told first of all, so that the seed is known whatever happens. */
  readonly onStart?: (settings: { readonly level: Level; readonly seed: number }) => void
  readonly onProgress?: (progress: CampaignProgress) => void
}

export interface CampaignProgress {
  readonly phase: Phase
  readonly done: number
  readonly total: number
  readonly schedules: number
  readonly deaths: number
  readonly operations: number
  readonly violations: number
}

/** What a level does on real threads, beside the explorer's tasks, with each strategy. */
const EFFORT: Record<Level, Effort> = {
  quick: { operations: 60_000, roundOperations: 6000, rounds: 4 },
  default: { operations: 500_000, roundOperations: 30_000, rounds: 40 },
  deep: { operations: 50_000_000, roundOperations: 60_000, rounds: 500 },
}

interface Effort {
  /** Of the histories, in all and in a round: in each, threads do something else. */
  readonly operations: number
  readonly roundOperations: number
  /** Of the storm. */
  readonly rounds: number
}

/** What the phases share: how to stop, and whom to tell. */
interface Course {
  readonly seed: number
  readonly mapModule: string | undefined
  readonly signal: AbortSignal | undefined
  readonly show: (phase: Phase, done: number, total: number) => void
}

/** @throws {OptionError} `ERR_OPTION` */
export async function campaign(options: CampaignOptions = {}): Promise<CampaignReport> {
  const { level = 'default', seed = randomInt(MAX_SEED), mapModule, signal, onProgress } = options
  const started = performance.now()
  options.onStart?.({ level, seed })
  const tally = new Tally()
  const show: Course['show'] = (phase, done, total) => {
    const { schedules, deaths, operations, violations } = tally
    onProgress?.({ phase, done, total, schedules, deaths, operations, violations })
  }
  const course = { seed, mapModule, signal, show }
  const { rounds, ...extent } = EFFORT[level]
  const strategies = mapModule === undefined ? SYNCHRONISED : [undefined]
  if (mapModule === undefined) await runSchedules(tally, tasksFor(level, seed), course)
  if (mapModule === undefined) await runCounters(tally, level, course)
  for (const strategy of strategies) await runHistories(tally, extent, strategy, course)
  for (const strategy of strategies) await runStorm(tally, rounds, strategy, course)
  const interrupted = signal?.aborted === true
  // On the one without synchronisation real threads would only stop each other: it is explored.
  const names = mapModule === undefined ? STRATEGIES : []
  return tally.report(level, seed, names, performance.now() - started, interrupted)
}

async function runSchedules(
  tally: Tally,
  tasks: readonly Task[],
  { signal, show }: Course,
): Promise<void> {
  let done = 0
  const onResult = (task: Task, result: TaskResult): void => {
    addTask(tally, task, result)
    show('schedules', ++done, tasks.length)
  }
  await runTasks(tasks, onResult, signal)
}

function addTask(tally: Tally, task: Task, result: TaskResult): void {
  tally.schedules += result.schedules
  tally.redundant += result.redundant
  tally.states += result.states
  tally.steps += result.steps
  tally.deaths += result.deaths
  tally.searches++
  if (!result.isComplete) tally.incomplete++
  for (const violation of result.violations) {
    const { fault, schedule } = violation
    tally.add({ phase: 'schedules', where: formatPlan(task), fault, evidence: schedule })
  }
}

async function runCounters(tally: Tally, level: Level, { signal, show }: Course): Promise<void> {
  await exploreCounters(
    level,
    (search, { violation, ...figures }, total) => {
      tally.addCounters(figures)
      if (violation !== undefined) {
        const { fault, schedule } = violation
        tally.add({ phase: 'counters', where: formatSearch(search), fault, evidence: schedule })
      }
      show('counters', tally.counters.searches, total)
    },
    signal,
  )
}

async function runHistories(
  tally: Tally,
  extent: Pick<Effort, 'operations' | 'roundOperations'>,
  strategy: Strategy | undefined,
  { seed, mapModule, signal, show }: Course,
): Promise<void> {
  if (signal?.aborted === true) return
  const before = tally.operations
  const report = await historyStorm({
    ...extent,
    seed,
    strategy,
    mapModule,
    signal,
    onRound: (progress) => {
      tally.operations = before + progress.operations
      show('histories', progress.operations, progress.total)
    },
  })
  tally.operations = before + report.operations
  tally.histories += report.histories
  tally.undecided += report.undecided
  tally.deaths += report.killed
  for (const { round, load, kind, text } of report.violations) {
    const where = `${nameOf(strategy)}round ${round} (${load}), seed ${report.seed}`
    tally.add({ phase: 'histories', where, fault: kind, evidence: text })
  }
}

async function runStorm(
  tally: Tally,
  rounds: number,
  strategy: Strategy | undefined,
  { seed, mapModule, signal, show }: Course,
): Promise<void> {
  if (signal?.aborted === true) return
  const before = tally.operations
  const report = await storm({
    rounds,
    seed,
    strategy,
    mapModule,
    signal,
    onRound: (progress) => {
      tally.operations = before + progress.operations
      show('storm', progress.round, progress.rounds)
    },
  })
  tally.operations = before + report.operations
  tally.deaths += report.killed
  for (const { round, worker, kind, op, key, expected, seen } of report.violations) {
    const where = `${nameOf(strategy)}round ${round}, thread ${worker}, seed ${report.seed}`
    const evidence = `${op} ${key}: expected ${expected}; ${seen}`
    tally.add({ phase: 'storm', where, fault: kind, evidence })
  }
}

function nameOf(strategy: Strategy | undefined): string {
  return strategy === undefined ? '' : `${strategy}, `
}
