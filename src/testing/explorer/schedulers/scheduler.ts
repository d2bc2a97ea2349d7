/** Who decides which thread runs, access by access. */

/**
 * What becomes of a thread before an access: it goes on, another runs instead (its index), it never moves again, or the
 * schedule need not go on, since all that can follow has been seen.
 */
export type Decision = number | 'dies' | 'redundant'

export interface Scheduler {
  /**
   * Which question, counted from 1, it will answer otherwise than in the schedule before: the first such. 0 or undefined:
   * it may be any.
   */
  readonly fork?: number
  /** Which of `ready` runs next: at the start, and when the one that ran ended, died or waits. */
  next(ready: readonly number[]): number
  /** Before an access of `running`, of a kind as in ../accesses.ts. */
  before(running: number, access: number, isShared: boolean, moment: Moment): Decision
}

/** What a scheduler may want to know before an access. */
export interface Moment {
  /** The threads that could run instead. */
  others(): readonly number[]
  /** Brings `low` and `high` up to date. */
  hash(): void
  /** 64 bits, equal if memory, what each thread has read, and what happened before what are equal. */
  readonly low: number
  readonly high: number
}
