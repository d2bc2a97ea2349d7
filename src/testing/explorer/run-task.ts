/** Does a task. The states that tasks begin in are kept: each task leaves them as they were. */
import type { Strategy } from '../../memory/kernel.ts'
import type { WasmModule } from '../../memory/webassembly.ts'
import { Random } from '../storm/random.ts'
import { Checker } from './check.ts'
import { type Exploration, explore, exploreAtRandom, type Fault, type Scenario } from './explore.ts'
import { compileExplored } from './logical-thread.ts'
import { programOf } from './operations/vocabulary.ts'
import type { AcceptedRace } from './races/accepted.ts'
import { minimise, replay } from './replaying.ts'
import { makeInitialState } from './states/make.ts'
import { formatState, type InitialState } from './states/state.ts'
import { formatPlan, type Plan, type Task, type TaskResult, type Violation } from './task.ts'

/** States tell the first thread from the second. */
const LEAST_THREADS = 2

interface Start {
  readonly state: InitialState
  readonly checker: Checker
}

/** Runs tasks on one kernel: that of the package, or a mutant. */
export class TaskRunner {
  readonly #mutant: WasmModule | undefined
  readonly #modules = new Map<Strategy, WasmModule>()
  readonly #states = new Map<string, Start>()

  readonly #acceptedRaces: readonly AcceptedRace[] | undefined

  constructor(kernel?: Uint8Array, acceptedRaces?: readonly AcceptedRace[]) {
    this.#mutant = kernel === undefined ? undefined : compileExplored(kernel)
    this.#acceptedRaces = acceptedRaces
  }

  /** Ends at the first violation, and looks for a smaller schedule that shows it. */
  run(task: Task): TaskResult {
    const scenario = this.#scenarioOf(task)
    const { fault, ...figures } = this.#explore(scenario, task)
    const violations = fault === undefined ? [] : [violationOf(task, minimise(scenario, fault))]
    return { ...figures, violations }
  }

  /** What a schedule that was printed comes to, if it is a violation. */
  replay(plan: Plan, schedule: string): Violation | undefined {
    const fault = replay(this.#scenarioOf(plan), schedule)
    return fault === undefined ? undefined : violationOf(plan, fault)
  }

  #explore(scenario: Scenario, task: Task): Exploration {
    if (task.kind === 'random') {
      const { schedules, changes, seed, hasDeath } = task
      const victim = hasDeath ? 0 : undefined
      const random = new Random(seed)
      return exploreAtRandom(scenario, { random, schedules, changes, victim })
    }
    const first = scenario.programs.length
    const victims = { pair: [], triple: [], deaths: [0], 'recovery deaths': [0, first] }[task.kind]
    return explore(scenario, { preemptions: task.bound, schedules: task.most, victims })
  }

  #scenarioOf(plan: Plan): Scenario {
    const { state, checker } = this.#startOf(plan)
    const programs = plan.programs.map((name, index) => {
      const program = programOf(name, state, index)
      if (program === undefined) throw new RangeError(`${formatPlan(plan)} makes no sense`)
      return program
    })
    const acceptedRaces = this.#acceptedRaces
    return { state, checker, programs, recovery: plan.recovery, acceptedRaces }
  }

  #startOf({ strategy = 'lock-free', state: name, programs }: Plan): Start {
    const threads = Math.max(programs.length, LEAST_THREADS)
    const key = `${strategy}, ${formatState(name)}, ${threads} threads`
    const known = this.#states.get(key)
    if (known !== undefined) return known
    const state = makeInitialState(this.#moduleOf(strategy), name, threads)
    const made = { state, checker: new Checker(state) }
    this.#states.set(key, made)
    return made
  }

  #moduleOf(strategy: Strategy): WasmModule {
    const known = this.#mutant ?? this.#modules.get(strategy)
    if (known !== undefined) return known
    const module = compileExplored(strategy)
    this.#modules.set(strategy, module)
    return module
  }
}

function violationOf(plan: Plan, { text, schedule }: Fault): Violation {
  const { strategy, state, programs, recovery } = plan
  const of = strategy === undefined ? {} : { strategy }
  return { ...of, state, programs, recovery, fault: text, schedule }
}

let runner: TaskRunner | undefined

/** On the package's kernel. */
export function runTask(task: Task): TaskResult {
  runner ??= new TaskRunner()
  return runner.run(task)
}
