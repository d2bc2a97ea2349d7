/** All schedules of a few operations from one state, up to a bound; or some beyond it, at random. */
import { findFault } from './check.ts'
import { Execution, type Outcome, type Scheduler } from './execution.ts'
import type { InitialState } from './initial-states.ts'
import type { Operation } from './operations.ts'
import { formatSchedule, parseSchedule } from './schedule.ts'
import { BoundedScheduler, RandomScheduler, ReplayScheduler } from './schedulers.ts'
import { Sharing } from './sharing.ts'

export interface Exploration {
  schedules: number
  /** Of these, how many were broken off since all that could follow had been seen. */
  redundant: number
  /** Accesses to shared memory. */
  steps: number
  /** Different states in which it was chosen who runs; for random schedules, in which they ended. */
  states: number
  /** Every schedule within the bound was run. */
  isComplete: boolean
  violation?: Violation
}

export interface Violation {
  readonly state: string
  readonly operations: readonly string[]
  readonly fault: string
  readonly schedule: string
}

export interface Bounds {
  /** Preemptions in a schedule. */
  readonly preemptions: number
  /** Schedules; a search that would take more is not complete. */
  readonly schedules: number
}

/** Depth first, to the bound. Ends at the first violation. */
export function explore(
  state: InitialState,
  operations: readonly Operation[],
  { preemptions, schedules }: Bounds,
): Exploration {
  const runner = new Runner(state, operations)
  let scheduler = new BoundedScheduler(preemptions)
  let words = runner.sharing.words
  while (runner.found.schedules < schedules) {
    runner.run(scheduler)
    if (runner.found.violation !== undefined) return runner.found
    runner.found.states = scheduler.states
    if (scheduler.advance()) continue
    if (runner.sharing.words === words) {
      runner.found.isComplete = true
      break
    }
    // Words turned out to be shared before which nobody was stopped: again, with these.
    words = runner.sharing.words
    scheduler = new BoundedScheduler(preemptions)
  }
  return runner.found
}

/** At random, with `changes` changes of priority in each schedule. Ends at the first violation. */
export function exploreAtRandom(
  state: InitialState,
  operations: readonly Operation[],
  random: () => number,
  { schedules, changes }: { readonly schedules: number; readonly changes: number },
): Exploration {
  const runner = new Runner(state, operations)
  let steps = 100
  while (runner.found.schedules < schedules && runner.found.violation === undefined) {
    steps = runner.run(new RandomScheduler(random, operations.length, steps, changes)).steps
  }
  return runner.found
}

/** The schedule that was printed, once more. */
export function replay(
  state: InitialState,
  operations: readonly Operation[],
  schedule: string,
): Violation | undefined {
  const runner = new Runner(state, operations)
  runner.run(new ReplayScheduler(parseSchedule(schedule)))
  return runner.found.violation
}

class Runner {
  readonly found: Exploration = {
    schedules: 0,
    redundant: 0,
    steps: 0,
    states: 0,
    isComplete: false,
  }
  readonly sharing: Sharing
  readonly #state: InitialState
  readonly #operations: readonly Operation[]
  readonly #verified = new Set<number>()

  constructor(state: InitialState, operations: readonly Operation[]) {
    this.#state = state
    this.#operations = operations
    this.sharing = new Sharing(state.stage.image.memory.buffer.byteLength)
  }

  run(scheduler: Scheduler): Outcome {
    const { image, threads } = this.#state.stage
    const execution = new Execution(image, this.sharing, threads, this.#operations, scheduler)
    const outcome = execution.run()
    const fault = outcome.isRedundant ? undefined : findFault(this.#state, outcome, this.#verified)
    if (outcome.isRedundant) this.found.redundant++
    image.restore()
    this.found.schedules++
    this.found.steps += outcome.steps
    this.found.states = this.#verified.size
    if (fault !== undefined) {
      image.restoreAll()
      this.found.violation = {
        state: this.#state.name,
        operations: this.#operations.map(({ name }) => name),
        fault,
        schedule: formatSchedule(outcome.schedule),
      }
    }
    return outcome
  }
}
