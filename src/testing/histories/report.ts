/** What a history storm found, and how much it looked at. */
import type { LoadName } from './loads.ts'

export interface HistoryViolation {
  readonly round: number
  readonly load: LoadName
  /**
   * - `history`: not linearizable.
   * - `failed`: an operation threw.
   * - `ended`: a thread ended that nobody had ended.
   * - `stuck`: a round did not come to its end.
   */
  readonly kind: 'history' | 'failed' | 'ended' | 'stuck'
  /** The picture of the history, or what happened. */
  readonly text: string
}

export interface HistoryCounts {
  /** Rounds played and checked. */
  readonly rounds: number
  /** Histories checked: that of each key in each round, and of the whole map where it was one history. */
  readonly histories: number
  readonly operations: number
  /** Threads terminated. */
  readonly killed: number
  /** Operations whose thread was terminated in them. */
  readonly pending: number
  /** Rounds in which neither an order nor a violation was found before the search was given up. */
  readonly undecided: number
  readonly violations: readonly HistoryViolation[]
}

export interface HistoryStormReport extends HistoryCounts {
  readonly seed: number
  readonly workers: number
  readonly ms: number
  /** Present if it was ended early from outside. */
  readonly interrupted?: true
}

/** A flood of failures says no more than its first ones. */
const LISTED = 100

export class HistoryTally {
  rounds = 0
  histories = 0
  operations = 0
  killed = 0
  pending = 0
  undecided = 0
  readonly violations: HistoryViolation[] = []

  add(violation: HistoryViolation): void {
    if (this.violations.length < LISTED) this.violations.push(violation)
  }

  counts(): HistoryCounts {
    const { rounds, histories, operations, killed, pending, undecided, violations } = this
    return { rounds, histories, operations, killed, pending, undecided, violations }
  }
}
