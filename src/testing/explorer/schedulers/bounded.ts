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

/** One place where a choice was made: at which question, and which of `options` was taken. */
interface Choice {
  readonly at: number
  readonly options: readonly Decision[]
  taken: number
}

/**
 * Two schedules that have used up their preemptions come to the same state, if they do, soon after a thread has gone on:
 * so many shared accesses after each switch are worth the look.
 */
const LOOKS = 4

/** 2^32 divided by the golden ratio: spreads small numbers. */
const GOLDEN = 0x9e3779b1

export class BoundedScheduler implements Scheduler {
  readonly #bound: number
  readonly #victims: readonly number[]
  readonly #path: Choice[] = []
  readonly #seen = new StateTable()
  #depth = 0
  #preemptions = 0
  /** Questions in this schedule, and at which a choice made before is to be made again: 0 if at none. */
  #asked = 0
  #nextAt = 0
  fork = 0
  /** How often it is yet to look, before the next switch, whether a state is known. */
  #looks = LOOKS

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
    this.#asked = 0
    this.#looks = LOOKS
    while (true) {
      const last = this.#path.at(-1)
      if (last === undefined) return false
      this.fork = last.at
      this.#nextAt = this.#path[0]?.at ?? 0
      if (++last.taken < last.options.length) return true
      this.#path.pop()
    }
  }

  next(ready: readonly number[]): number {
    this.#asked++
    this.#looks = LOOKS
    if (ready.length === 1) return ready[0] ?? 0
    const chosen = this.#nextAt > 0 ? this.#taken() : this.#choose([...ready])
    return typeof chosen === 'number' ? chosen : 0
  }

  before(running: number, access: number, isShared: boolean, moment: Moment): Decision {
    if (++this.#asked < this.#nextAt) return running
    if (this.#nextAt > 0) return this.#stopping(running, this.#taken())
    const canDie = isMoment(access) && this.#victims.includes(running)
    const canStop = isShared && this.#preemptions < this.#bound
    if (canStop || canDie) {
      return this.#stopping(running, this.#chooseAnew(running, canStop, canDie, moment))
    }
    return isShared && this.#isSeenThere(running, moment) ? 'redundant' : running
  }

  #stopping(running: number, chosen: Decision): Decision {
    if (chosen === running) return chosen
    this.#looks = LOOKS
    if (typeof chosen === 'number') this.#preemptions++
    return chosen
  }

  /** Where nothing is left to choose but who runs when this thread ends: whether that was run as well. */
  #isSeenThere(running: number, moment: Moment): boolean {
    if (this.#looks === 0) return false
    this.#looks--
    return this.#isKnown(running, moment)
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

  /** What was chosen at this question, or, after the last, is to be chosen now. */
  #taken(): Decision {
    const choice = this.#path[this.#depth++]
    this.#nextAt = this.#path[this.#depth]?.at ?? 0
    const chosen = choice?.at === this.#asked ? choice.options[choice.taken] : undefined
    if (chosen === undefined) throw new RangeError('the execution does not repeat itself')
    return chosen
  }

  #choose(options: readonly Decision[]): Decision {
    this.#depth++
    this.#path.push({ at: this.#asked, options, taken: 0 })
    return options[0] ?? 0
  }
}

function isMoment(access: number): boolean {
  return writes(access) || access === ACCESS.wait
}
