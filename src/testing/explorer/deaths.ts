/**
 * Death at every step: an operation is stopped for ever before its first access, its second, and so on to its end. Each
 * time the thread is taken back, all invariants must hold, the map must be as before the operation or as after it, and
 * another thread must be able to go on.
 */
import { findFault } from './check.ts'
import { type Decision, Execution, type Outcome, type Scheduler } from './execution.ts'
import type { Violation } from './explore.ts'
import type { InitialState } from './initial-states.ts'
import type { LogicalThread } from './logical-thread.ts'
import type { Calls, Operation } from './operations.ts'
import { formatSchedule } from './schedule.ts'
import { Sharing } from './sharing.ts'

/** kernel/threads/slot-table.ts. */
const FREE = 0

export interface Deaths {
  deaths: number
  steps: number
  violation?: Violation
}

/** The victim, thread 0, stops for ever before its `at`th access, when the survivor has made `head` of its own. */
class DeathScheduler implements Scheduler {
  readonly #at: number
  readonly #head: number

  constructor(at: number, head = 0) {
    this.#at = at
    this.#head = head
  }

  next(ready: readonly number[]): number {
    return (this.#head > 0 ? ready.at(-1) : ready[0]) ?? 0
  }

  before(running: number, step: number): Decision {
    if (running === 0) return step === this.#at ? 'dies' : 0
    return step === this.#head - 1 ? 0 : running
  }
}

export interface Circumstances {
  /** Accesses of the survivor before the victim begins. */
  readonly head: number
  /** At once, or when the survivor has ended or waits for the dead: what it does meanwhile must tell the recoverer all. */
  readonly recovery: 'at once' | 'late'
}

/** One death at each step of the operation; the survivor's goes on, or begins, when the victim is dead. */
export function killAtEachStep(
  state: InitialState,
  operation: Operation,
  survivor: Operation,
  { head, recovery }: Circumstances,
): Deaths {
  const found: Deaths = { deaths: 0, steps: 0 }
  const isLate = recovery === 'late'
  for (let at = 0; ; at++) {
    const scheduler = new DeathScheduler(at, head)
    const outcome = run(state, [operation, survivor], scheduler, isLate)
    found.steps += outcome.steps
    if (outcome.fault !== undefined) found.violation = violation(state, outcome)
    if (outcome.dead.length === 0 || found.violation !== undefined) return found
    found.deaths++
  }
}

/** The recovery of a thread that died at `at` dies as well, at each of its own steps; then both are taken back. */
export function killRecoveryAtEachStep(
  state: InitialState,
  operation: Operation,
  at: number,
): Deaths {
  const found: Deaths = { deaths: 0, steps: 0 }
  const { observer, threads } = state.stage
  const [victim, recoverer] = threads
  if (victim === undefined || recoverer === undefined)
    throw new RangeError('two threads are needed')
  for (let step = 0; ; step++) {
    let recovererDied = false
    const outcome = run(state, [operation], new DeathScheduler(at), false, (dead) => {
      recovererDied = diesRecovering(state, recoverer, dead, step)
      if (recovererDied) observer.kernel.reap(recoverer.slot)
    })
    found.steps += outcome.steps
    if (outcome.fault !== undefined) {
      found.violation = violation(state, outcome, `, its recovery before access ${step + 1}`)
    }
    if (!recovererDied || found.violation !== undefined) return found
    found.deaths += 2
  }
}

/** Whether the recoverer got as far as `step`. */
function diesRecovering(
  state: InitialState,
  recoverer: LogicalThread,
  dead: LogicalThread,
  step: number,
): boolean {
  const reaping: Operation = {
    name: 'recover',
    *run(): Calls {
      return yield (kernel) => {
        kernel.reap(dead.slot)
        return 0
      }
    },
    apply: (_model, observed) => observed,
  }
  const { image } = state.stage
  const sharing = new Sharing(image.memory.buffer.byteLength)
  const scheduler = new DeathScheduler(step)
  return new Execution(image, sharing, [recoverer], [reaping], scheduler).run().dead.length > 0
}

interface Death extends Outcome {
  readonly fault: string | undefined
}

/** The first operation dies, is recovered by what `tryFirst` leaves to do, and the others run. */
function run(
  state: InitialState,
  operations: readonly Operation[],
  scheduler: Scheduler,
  isLate: boolean,
  tryFirst: (dead: LogicalThread) => void = () => {},
): Death {
  const { image, threads, observer } = state.stage
  const recover = (dead: LogicalThread) => {
    tryFirst(dead)
    if (observer.kernel.slotState(dead.slot) !== FREE) observer.kernel.reap(dead.slot)
  }
  const sharing = new Sharing(image.memory.buffer.byteLength)
  const execution = new Execution(image, sharing, threads, operations, scheduler)
  const outcome = execution.run({ onDeath: isLate ? () => {} : recover, onBlockedBy: recover })
  for (const index of outcome.dead) {
    const dead = threads[index]
    if (dead !== undefined) recover(dead)
  }
  const fault = findFault(state, outcome, new Set())
  image.restoreAll()
  return { ...outcome, fault }
}

function violation(state: InitialState, outcome: Death, where = ''): Violation {
  return {
    state: state.name,
    operations: outcome.performed.map(({ operation }) => operation.name),
    fault: `${outcome.fault}${where}`,
    schedule: formatSchedule(outcome.schedule),
  }
}
