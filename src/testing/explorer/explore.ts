/** All schedules of a few operations from one state, up to a bound; or some beyond it, at random. */
import type { Random } from '../storm/random.ts'
import type { Checker } from './check.ts'
import { Execution } from './execution.ts'
import type { Operation } from './operations/operation.ts'
import type { Outcome } from './outcome.ts'
import { type AcceptedRace, acceptanceOf } from './races/accepted.ts'
import type { Recovery } from './recoveries.ts'
import { formatSchedule } from './schedule.ts'
import { BoundedScheduler } from './schedulers/bounded.ts'
import { RandomScheduler } from './schedulers/random.ts'
import type { Scheduler } from './schedulers/scheduler.ts'
import { Sharing } from './sharing.ts'
import type { InitialState } from './states/state.ts'

export interface Exploration {
  schedules: number
  /** Of these, how many were broken off since all that could follow had been seen. */
  redundant: number
  /** Accesses to shared memory. */
  steps: number
  /** Different states in which it was chosen who runs; for random schedules, in which they ended. */
  states: number
  /** Threads that never moved again, in all schedules. */
  deaths: number
  /** Every schedule within the bound was run. */
  isComplete: boolean
  fault: Fault | undefined
}

export interface Fault {
  readonly text: string
  readonly schedule: string
}

export interface Scenario {
  readonly state: InitialState
  /** Of that state: what it has looked at, it knows. */
  readonly checker: Checker
  /** What each thread does, one after the other. */
  readonly programs: readonly (readonly Operation[])[]
  readonly recovery: Recovery
  /** Default: those that the kernel means to have. */
  readonly acceptedRaces?: readonly AcceptedRace[] | undefined
}

export interface Bounds {
  /** Preemptions in a schedule. */
  readonly preemptions: number
  /** Schedules; a search that would take more is not complete. */
  readonly schedules: number
  /** Threads that die before each of their writes, each in schedules of its own; one that recovers comes after them all. */
  readonly victims: readonly number[]
}

/** Depth first, to the bound. Ends at the first fault. */
export function explore(scenario: Scenario, bounds: Bounds): Exploration {
  const runner = new Runner(scenario)
  const { found, sharing } = runner
  let scheduler = new BoundedScheduler(bounds.preemptions, bounds.victims)
  let known = sharing.found
  sharing.freeze()
  while (found.schedules < bounds.schedules) {
    runner.run(scheduler)
    found.states = scheduler.states
    if (found.fault !== undefined) break
    if (scheduler.advance()) continue
    if (sharing.found === known) {
      found.isComplete = true
      break
    }
    // Words turned out to be shared before which nobody was stopped: again, with these.
    known = sharing.found
    sharing.freeze()
    scheduler = new BoundedScheduler(bounds.preemptions, bounds.victims)
  }
  return found
}

export interface Luck {
  readonly random: Random
  readonly schedules: number
  /** Changes of priority in a schedule. */
  readonly changes: number
  readonly victim: number | undefined
}

/** Ends at the first fault. */
export function exploreAtRandom(scenario: Scenario, luck: Luck): Exploration {
  const { random, schedules, changes, victim } = luck
  const runner = new Runner(scenario)
  const { found } = runner
  const threads = scenario.programs.length
  let steps = 100
  while (found.schedules < schedules && found.fault === undefined) {
    steps = runner.run(new RandomScheduler(random, { threads, steps, changes, victim })).steps
    found.states = runner.endings
  }
  found.isComplete = found.fault === undefined
  return found
}

function nothing(): Exploration {
  return {
    ...{ schedules: 0, redundant: 0, steps: 0, states: 0, deaths: 0 },
    ...{ isComplete: false, fault: undefined },
  }
}

/** Runs one schedule after the other, and looks at what each left. */
export class Runner {
  readonly found: Exploration = nothing()
  readonly sharing: Sharing
  readonly #state: InitialState
  readonly #execution: Execution
  readonly #checker: Checker
  readonly #before: number

  constructor({ state, checker, programs, recovery, acceptedRaces }: Scenario) {
    const { stage } = state
    this.#state = state
    this.sharing = new Sharing(stage.image.bytes)
    this.#checker = checker
    this.#before = checker.endings
    this.#execution = new Execution({
      stage,
      sharing: this.sharing,
      programs,
      recovery,
      isAccepted: acceptanceOf(stage, acceptedRaces),
    })
  }

  /** Memories that nobody had left before. */
  get endings(): number {
    return this.#checker.endings - this.#before
  }

  run(scheduler: Scheduler): Outcome {
    const { image } = this.#state.stage
    const { found } = this
    const outcome = this.#execution.run(scheduler)
    found.schedules++
    found.steps += outcome.steps
    if (outcome.isRedundant) found.redundant++
    else found.deaths += outcome.dead.length
    const text = this.#checker.findFault(outcome)
    if (text !== undefined) {
      found.fault = { text, schedule: formatSchedule(outcome.schedule) }
      image.restoreAll()
    }
    image.restore()
    return outcome
  }
}
