/** The ways to choose schedules: all up to a bound, at random, and one that is known. */
import type { Decision, Moment, Scheduler } from './execution.ts'
import type { Schedule } from './schedule.ts'

/** One place where a choice was made: which of `options` was taken. */
interface Choice {
  readonly options: readonly number[]
  taken: number
}

/**
 * Depth first through all schedules with at most `bound` preemptions (Musuvathi and Qadeer, "Iterative context bounding",
 * PLDI 2007): a thread that ends or waits gives way for nothing. Each schedule starts anew and repeats the choices up to
 * the last that can be made differently, and ends where a state is reached that was reached before.
 */
export class BoundedScheduler implements Scheduler {
  readonly #bound: number
  readonly #path: Choice[] = []
  /** Preemptions that were left when a state was come upon. */
  readonly #seen = new Map<number, number>()
  #depth = 0
  #preemptions = 0

  constructor(bound: number) {
    this.#bound = bound
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
    return this.#choose(() => ready)
  }

  before(running: number, _step: number, isShared: boolean, moment: Moment): Decision {
    if (!isShared || this.#preemptions >= this.#bound) return running
    if (this.#depth >= this.#path.length && this.#isSeen(running, moment)) return 'redundant'
    const chosen = this.#choose(() => [running, ...moment.others()])
    if (chosen !== running) this.#preemptions++
    return chosen
  }

  /** Whether all that can follow was run, with as many preemptions left: depth first, it was before anything else. */
  #isSeen(running: number, moment: Moment): boolean {
    const left = this.#bound - this.#preemptions
    const state = moment.hash() * 4 + running
    if ((this.#seen.get(state) ?? -1) >= left) return true
    this.#seen.set(state, left)
    return false
  }

  #choose(optionsNow: () => readonly number[]): number {
    const depth = this.#depth++
    let choice = this.#path[depth]
    if (choice === undefined) {
      choice = { options: optionsNow(), taken: 0 }
      this.#path.push(choice)
    }
    const chosen = choice.options[choice.taken]
    if (chosen === undefined) throw new RangeError('the execution does not repeat itself')
    return chosen
  }
}

/**
 * Random priorities that change at a few random accesses: Burckhardt et al., "A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs" (PCT, ASPLOS 2010). A bug that needs `changes` + 1 orderings is found with a probability of
 * at least 1 / (threads * steps^changes) a schedule.
 */
export class RandomScheduler implements Scheduler {
  readonly #priorities: number[]
  readonly #changesAt: Set<number>
  #step = 0
  #lowest = 0

  constructor(random: () => number, threads: number, steps: number, changes: number) {
    this.#priorities = Array.from({ length: threads }, () => random())
    this.#changesAt = new Set(
      Array.from({ length: changes }, () => Math.floor(random() * Math.max(steps, 1))),
    )
  }

  next(ready: readonly number[]): number {
    return this.#highest(ready)
  }

  before(running: number, _step: number, _isShared: boolean, moment: Moment): Decision {
    if (!this.#changesAt.has(this.#step++)) return running
    this.#priorities[running] = --this.#lowest
    return this.#highest([running, ...moment.others()])
  }

  #highest(of: readonly number[]): number {
    return of.reduce((best, index) =>
      (this.#priorities[index] ?? 0) > (this.#priorities[best] ?? 0) ? index : best,
    )
  }
}

/** A schedule that was printed. Where it does not fit the execution, and after its end, whoever runs goes on. */
export class ReplayScheduler implements Scheduler {
  readonly #schedule: Schedule
  #turn = 0
  #steps = 0

  constructor(schedule: Schedule) {
    this.#schedule = schedule
  }

  next(ready: readonly number[]): number {
    if (this.#steps > 0) this.#nextTurn()
    const wanted = this.#schedule[this.#turn]?.thread
    return wanted !== undefined && ready.includes(wanted) ? wanted : (ready[0] ?? 0)
  }

  before(running: number): Decision {
    const turn = this.#schedule[this.#turn]
    if (turn === undefined || ++this.#steps < turn.steps) return running
    if (turn.ending === 'died') return 'dies'
    if (turn.ending !== 'stopped') return running
    this.#nextTurn()
    return this.#schedule[this.#turn]?.thread ?? running
  }

  #nextTurn(): void {
    this.#turn++
    this.#steps = 0
  }
}
