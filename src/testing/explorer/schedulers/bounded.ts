/**
 * Depth first through all schedules with at most `bound` preemptions (Musuvathi and Qadeer, "Iterative context bounding",
 * PLDI 2007): a thread that ends or waits gives way for nothing. Each schedule starts anew and repeats the choices up to
 * the last that can be made differently, and ends where a state is reached that was reached before.
 *
 * With victims, each schedule is also cut by a death of one before each of its writes and waits. To die before a read
 * would be no different from dying before the next write: what it reads nobody sees.
 */
import { ACCESS, writes } from '../accesses.ts'
import { StateTable } from '../state-table.ts'
import type { Decision, Moment, Scheduler } from './scheduler.ts'

/** One place where a choice was made: which of `options` was taken. */
interface Choice {
  readonly options: readonly Decision[]
  taken: number
}

/** 2^32 divided by the golden ratio: spreads small numbers. */
const GOLDEN = 0x9e3779b1

export class BoundedScheduler implements Scheduler {
  readonly #bound: number
  readonly #victims: readonly number[]
  readonly #path: Choice[] = []
  readonly #seen = new StateTable()
  #depth = 0
  #preemptions = 0

  constructor(bound: number, victims: readonly number[] = []) {
    this.#bound = bound
    this.#victims = victims
  }

  /** States met in which a choice was made. */
  get states(): number {
    return this.#seen.size
  }

  /** To the next schedule; false after the last. */
  advance(): boolean {
    this.#depth = 0
    this.#preemptions = 0
    while (true) {
      const last = this.#path.at(-1)
      if (last === undefined) return false
      if (++last.taken < last.options.length) return true
      this.#path.pop()
    }
  }

  next(ready: readonly number[]): number {
    if (ready.length === 1) return ready[0] ?? 0
    const chosen = this.#taken() ?? this.#choose([...ready])
    return typeof chosen === 'number' ? chosen : 0
  }

  before(running: number, access: number, isShared: boolean, moment: Moment): Decision {
    const canDie = isMoment(access) && this.#victims.includes(running)
    if (!isShared && !canDie) return running
    const canStop = isShared && this.#preemptions < this.#bound
    const chosen = this.#taken() ?? this.#chooseAnew(running, canStop, canDie, moment)
    if (chosen !== running && typeof chosen === 'number') this.#preemptions++
    return chosen
  }

  /** At a place where no schedule so far was. */
  #chooseAnew(running: number, canStop: boolean, canDie: boolean, moment: Moment): Decision {
    if (this.#isKnown(running, moment)) return 'redundant'
    const others = canStop ? moment.others() : []
    return this.#choose(canDie ? [running, ...others, 'dies'] : [running, ...others])
  }

  /** Depth first, all that can follow a state was run before the next time it is met. */
  #isKnown(running: number, moment: Moment): boolean {
    moment.hash()
    const low = moment.low ^ Math.imul(running, GOLDEN)
    return this.#seen.isKnown(low, moment.high, this.#bound - this.#preemptions)
  }

  /** The choice made here before, if this schedule began with the same ones. */
  #taken(): Decision | undefined {
    const choice = this.#path[this.#depth]
    if (choice === undefined) return undefined
    this.#depth++
    const chosen = choice.options[choice.taken]
    if (chosen === undefined) throw new RangeError('the execution does not repeat itself')
    return chosen
  }

  #choose(options: readonly Decision[]): Decision {
    this.#depth++
    this.#path.push({ options, taken: 0 })
    return options[0] ?? 0
  }
}

function isMoment(access: number): boolean {
  return writes(access) || access === ACCESS.wait
}
