/** A schedule that was printed. Where it does not fit the execution, and after its end, whoever runs goes on. */
import type { Schedule } from '../schedule.ts'
import type { Decision, Scheduler } from './scheduler.ts'

export class ReplayScheduler implements Scheduler {
  readonly #schedule: Schedule
  #turn = -1
  /** Accesses of this turn so far. */
  #steps = 0

  constructor(schedule: Schedule) {
    this.#schedule = schedule
  }

  next(ready: readonly number[]): number {
    const wanted = this.#nextTurn()
    return wanted !== undefined && ready.includes(wanted) ? wanted : (ready[0] ?? 0)
  }

  before(running: number): Decision {
    const turn = this.#schedule[this.#turn]
    if (turn === undefined || turn.thread !== running || ++this.#steps < turn.steps) return running
    if (turn.ending === 'died') return 'dies'
    return turn.ending === 'stopped' ? (this.#nextTurn() ?? running) : running
  }

  #nextTurn(): number | undefined {
    this.#steps = 0
    return this.#schedule[++this.#turn]?.thread
  }
}
