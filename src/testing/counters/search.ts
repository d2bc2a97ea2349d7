/** All schedules of a few operations on a counter, with a death of each thread before each of its changes. */
import type { WasmModule } from '../../memory/webassembly.ts'
import { formatSchedule, parseSchedule } from '../explorer/schedule.ts'
import { BoundedScheduler } from '../explorer/schedulers/bounded.ts'
import { ReplayScheduler } from '../explorer/schedulers/replay.ts'
import type { Scheduler } from '../explorer/schedulers/scheduler.ts'
import { findFault } from './check.ts'
import { CounterExecution, type CounterOutcome } from './execution.ts'
import { describeInput } from './operations.ts'
import { type CounterSearch, type CounterStage, makeCounterStage } from './stage.ts'

export interface CounterFindings {
  readonly schedules: number
  /** Of these, broken off in a state that had been met. */
  readonly redundant: number
  readonly states: number
  /** Accesses to shared memory. */
  readonly steps: number
  readonly deaths: number
  readonly violation: CounterViolation | undefined
}

export interface CounterViolation {
  readonly fault: string
  /** For `replayCounter`. */
  readonly schedule: string
}

/** More preemptions than any schedule here has: so all schedules are run. */
const ALL = 100

/** Ends at the first violation. Fewer preemptions are not tried first: the programs are so short that all read easily. */
export function exploreCounter(search: CounterSearch, module: WasmModule): CounterFindings {
  const runner = new Runner(search, module)
  const victims = search.programs.map((_, index) => index)
  const scheduler = new BoundedScheduler(ALL, victims)
  let [schedules, redundant, steps, deaths] = [0, 0, 0, 0]
  let violation: CounterViolation | undefined
  do {
    const { outcome, fault } = runner.run(scheduler)
    schedules++
    steps += outcome.steps
    if (outcome.isRedundant) redundant++
    else deaths += outcome.deaths
    if (fault !== undefined) violation = { fault, schedule: formatSchedule(outcome.schedule) }
  } while (violation === undefined && scheduler.advance())
  return { schedules, redundant, states: scheduler.states, steps, deaths, violation }
}

/** What a schedule that was printed comes to, if it is a violation. */
export function replayCounter(
  search: CounterSearch,
  module: WasmModule,
  schedule: string,
): string | undefined {
  return new Runner(search, module).run(new ReplayScheduler(parseSchedule(schedule))).fault
}

export function formatSearch({ stripes, initial, programs }: CounterSearch): string {
  const form = stripes > 0 ? `striped ${stripes}` : 'plain'
  const threads = programs.map((program) => program.map(describeInput).join(' then '))
  return `counter, ${form}, from ${initial}: ${threads.join(' | ')}`
}

class Runner {
  readonly #search: CounterSearch
  readonly #stage: CounterStage
  readonly #execution: CounterExecution

  constructor(search: CounterSearch, module: WasmModule) {
    this.#search = search
    this.#stage = makeCounterStage(module, search, search.programs.length)
    this.#execution = new CounterExecution(this.#stage, search.programs)
  }

  run(scheduler: Scheduler): { outcome: CounterOutcome; fault: string | undefined } {
    const outcome = this.#execution.run(scheduler)
    return { outcome, fault: findFault(this.#search, this.#stage, outcome) }
  }
}
