/** All schedules of a program up to a bound, each with its check. */
import { OptionError } from '../../errors.ts'
import { formatSchedule, parseSchedule } from '../explorer/schedule.ts'
import { BoundedScheduler } from '../explorer/schedulers/bounded.ts'
import { ReplayScheduler } from '../explorer/schedulers/replay.ts'
import type { Scheduler } from '../explorer/schedulers/scheduler.ts'
import { ProgramExecution, type ProgramOutcome } from './execution.ts'
import type { ExploreOptions, Program, ProgramExploration, ProgramViolation } from './program.ts'
import { RaceWatch } from './race-watch.ts'

const MOST_PREEMPTIONS = 10
const MOST_THREADS = 8

type Settings = Required<ExploreOptions>

/**
 * Runs a program under every schedule with at most so many preemptions, fewer first, and checks how each ends: so the
 * violation that it ends at has as few preemptions as any. Every access to memory is a place where another thread can go
 * on, or with `deaths` a thread stop for ever. Exponential in the bound; each schedule costs its accesses.
 *
 * After Musuvathi and Qadeer, "Iterative context bounding" (PLDI 2007). Only sequentially consistent executions are run:
 * they are all there are for programs without data races, and those are reported.
 *
 * @throws {OptionError} `ERR_OPTION`
 */
export function explore<Result>(
  program: Program<Result>,
  options: ExploreOptions = {},
): ProgramExploration {
  const settings = settingsOf(options)
  const search = new Search(checked(program), settings)
  const victims = settings.deaths ? program.threads.map((_, index) => index) : []
  for (let bound = 0; bound <= settings.preemptions; bound++) {
    for (const victim of [undefined, ...victims]) {
      if (!search.run(bound, victim)) return search.found(false)
    }
  }
  return search.found(true)
}

/**
 * Runs one schedule that `explore` printed.
 *
 * @throws {OptionError} `ERR_OPTION` @throws {SyntaxError} for what `explore` would not print
 */
export function replay<Result>(
  program: Program<Result>,
  schedule: string,
  options: ExploreOptions = {},
): ProgramViolation | undefined {
  const search = new Search(checked(program), settingsOf(options))
  return search.replay(schedule)
}

class Search<Result> {
  readonly #program: Program<Result>
  readonly #settings: Settings
  readonly #execution: ProgramExecution<Result>
  #schedules = 0
  #steps = 0
  #states = 0
  #violation: ProgramViolation | undefined

  constructor(program: Program<Result>, settings: Settings) {
    this.#program = program
    this.#settings = settings
    const { words, threads } = program
    const races = new RaceWatch(words, threads.length, settings.races)
    this.#execution = new ProgramExecution(program, races, settings.spins)
  }

  found(isComplete: boolean): ProgramExploration {
    const violation = this.#violation
    return {
      schedules: this.#schedules,
      steps: this.#steps,
      states: this.#states,
      isComplete,
      ...(violation === undefined ? {} : { violation }),
    }
  }

  /** False if it did not get to the end. */
  run(bound: number, victim: number | undefined): boolean {
    const scheduler = new BoundedScheduler(bound, victim === undefined ? [] : [victim])
    do {
      if (this.#schedules === this.#settings.schedules) return false
      const outcome = this.#execution.run(scheduler)
      this.#schedules++
      this.#steps += outcome.steps
      if (outcome.isRedundant || this.#fault(outcome) === undefined) continue
      const schedule = formatSchedule(outcome.schedule)
      this.#violation = this.replay(schedule)
      if (this.#violation === undefined) throw new Error(`${schedule} does not repeat itself`)
      return false
    } while (scheduler.advance())
    this.#states += scheduler.states
    return true
  }

  replay(schedule: string): ProgramViolation | undefined {
    const trace: string[] = []
    this.#execution.trace = trace
    const outcome = this.#runOnce(new ReplayScheduler(parseSchedule(schedule)))
    this.#execution.trace = undefined
    const fault = this.#fault(outcome)
    return fault === undefined ? undefined : { fault, schedule, trace }
  }

  #runOnce(scheduler: Scheduler): ProgramOutcome {
    return this.#execution.run(scheduler)
  }

  #fault({ stuck, dead, race }: ProgramOutcome): string | undefined {
    if (race !== undefined) return race
    const { threads, words } = this.#execution
    const thrown = threads.find((thread) => thread.thrown !== undefined)
    if (thrown?.thrown !== undefined) {
      return `thread ${thrown.index} threw ${String(thrown.thrown.error)}`
    }
    if (stuck.length > 0) {
      const after = dead.length > 0 ? ` after the death of thread ${dead.join(' and ')}` : ''
      return `thread ${stuck.join(' and ')} cannot go on${after}`
    }
    const results = threads.map(({ result }) => result)
    try {
      return this.#program.check?.({ memory: words, results, dead })
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
}

function checked<Result>(program: Program<Result>): Program<Result> {
  const { words, threads } = program
  within('words', words, 1, 2 ** 20)
  within('threads', threads.length, 1, MOST_THREADS)
  return program
}

function settingsOf(options: ExploreOptions): Settings {
  const { preemptions = 3, schedules = 100_000, deaths = false, races = true, spins = 8 } = options
  within('preemptions', preemptions, 0, MOST_PREEMPTIONS)
  within('schedules', schedules, 1, Number.MAX_SAFE_INTEGER)
  within('spins', spins, 1, 1000)
  return { preemptions, schedules, deaths, races, spins }
}

function within(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return
  throw new OptionError(`${name}: a whole number from ${least} to ${most}, not ${String(value)}`)
}
