/** One thread's part in the storm: its slot, its chance, the shared books, and where it reports what is wrong. */
import type { Finding, Violation } from './finding.ts'
import type { Ledger } from './ledger.ts'
import type { Random } from './random.ts'

/** A flood of findings says no more than its first ones; all are counted. */
const REPORTED_PER_THREAD = 20

export class Actor {
  readonly slot: number
  readonly ledger: Ledger
  readonly random: Random
  readonly #report: (violation: Violation) => void
  #reported = 0

  constructor(
    slot: number,
    ledger: Ledger,
    random: Random,
    report: (violation: Violation) => void,
  ) {
    this.slot = slot
    this.ledger = ledger
    this.random = random
    this.#report = report
  }

  found(finding: Finding): void {
    this.ledger.count(finding.kind)
    if (this.#reported++ >= REPORTED_PER_THREAD) return
    this.#report({ ...finding, round: this.ledger.round, worker: this.slot })
  }

  checkedRead(reads = 1): void {
    Atomics.add(this.ledger.checkedReads, this.slot, reads)
  }

  acknowledged(writes = 1): void {
    Atomics.add(this.ledger.acknowledgedWrites, this.slot, writes)
  }

  /** The thread moved: so many operations are behind it. */
  beat(operations = 1): void {
    Atomics.add(this.ledger.beats, this.slot, operations)
  }
}
