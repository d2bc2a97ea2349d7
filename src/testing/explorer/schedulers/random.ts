/**
 * Random priorities that change at a few random accesses: Burckhardt et al., "A Randomized Scheduler with Probabilistic
 * Guarantees of Finding Bugs" (PCT, ASPLOS 2010). A bug that needs `changes` + 1 orderings is found with a probability of
 * at least 1 / (threads * steps^changes) a schedule.
 */
import type { Random } from '../../storm/random.ts'
import type { Decision, Moment, Scheduler } from './scheduler.ts'

export interface Odds {
  readonly threads: number
  /** About how many accesses a schedule has. */
  readonly steps: number
  readonly changes: number
  /** The thread that dies before one of its accesses; none if undefined. */
  readonly victim?: number | undefined
}

export class RandomScheduler implements Scheduler {
  readonly #priorities: number[]
  readonly #changesAt: Set<number>
  readonly #victim: number | undefined
  readonly #deathAt: number
  #step = 0
  #lowest = 0

  constructor(random: Random, { threads, steps, changes, victim }: Odds) {
    const someStep = () => random.below(Math.max(steps, 1))
    this.#priorities = Array.from({ length: threads }, () => random.upTo(1))
    this.#changesAt = new Set(Array.from({ length: changes }, someStep))
    this.#victim = victim
    this.#deathAt = someStep()
  }

  next(ready: readonly number[]): number {
    return this.#highest(ready)
  }

  before(running: number, _access: number, _isShared: boolean, moment: Moment): Decision {
    const step = this.#step++
    if (running === this.#victim && step >= this.#deathAt) return 'dies'
    if (!this.#changesAt.has(step)) return running
    this.#priorities[running] = --this.#lowest
    return this.#highest([running, ...moment.others()])
  }

  #highest(of: readonly number[]): number {
    return of.reduce((best, index) =>
      (this.#priorities[index] ?? 0) > (this.#priorities[best] ?? 0) ? index : best,
    )
  }
}
