/** The outcome of a storm: gathered from events while it runs, so that it can be given at any moment. */
import type { Finding, Violation } from './finding.ts'
import { type Ledger, sum } from './ledger.ts'
import type { RoundRecord, StormEvent } from './protocol.ts'
import type { StormSettings } from './settings.ts'
import { type Trend, trendOf } from './trend.ts'

export interface StormReport {
  /** Rounds completed. */
  readonly rounds: number
  readonly workers: number
  readonly seed: number
  readonly killed: number
  readonly operations: number
  readonly checkedReads: number
  readonly acknowledgedWrites: number
  /** Times something acknowledged was found to be gone. */
  readonly lost: number
  readonly staleReads: number
  readonly tornValues: number
  /** Times a thread stood still for longer than the limit. */
  readonly stuck: number
  readonly longestStallMs: number
  /** The parent's longest operation between a kill and the moment it could learn of it. */
  readonly parentOpMaxMs: number
  readonly verifications: number
  /** After round 50, or after the last round of a shorter storm. */
  readonly usedBytesRound50: number
  readonly usedBytesLast: number
  readonly committedBytesRound50: number
  readonly committedBytesLast: number
  /** All violations found; `violations` holds the first of them. */
  readonly violationCount: number
  readonly violations: readonly Violation[]
  readonly ms: number
  /** Present if the storm was ended early from outside. */
  readonly interrupted?: true
}

/** From this round on, memory must not grow. */
const STEADY_ROUND = 50
const LISTED_VIOLATIONS = 100
/** Bytes in use fluctuate with what is in flight, which the highest of the first window covers. */
const USED_SLACK = 2 ** 14
/** Committed memory moves in steps of a mebibyte, and one may come late. */
const COMMITTED_SLACK = 2 ** 20

export class StormRecord {
  readonly #settings: StormSettings
  readonly #ledger: Ledger
  readonly #rounds: RoundRecord[] = []
  readonly #violations: Violation[] = []

  constructor(settings: StormSettings, ledger: Ledger) {
    this.#settings = settings
    this.#ledger = ledger
  }

  get rounds(): number {
    return this.#rounds.length
  }

  get operations(): number {
    return sum(this.#ledger.beats)
  }

  get violationCount(): number {
    return sum(this.#ledger.findings)
  }

  take(event: StormEvent): void {
    if (event.type === 'round') this.#rounds.push(event.record)
    if (event.type === 'violation') this.#list(event.violation)
  }

  /** A finding of the thread that watches the others. */
  found(finding: Finding, worker: number): void {
    this.#ledger.count(finding.kind)
    this.#list({ ...finding, round: this.#ledger.round, worker })
  }

  /** Judges the memory over all rounds and gives the report. */
  finish(longestStallMs: number, ms: number, interrupted: boolean): StormReport {
    const used = this.#rounds.map((round) => round.usedBytes)
    const committed = this.#rounds.map((round) => round.committedBytes)
    this.#judgeGrowth('usedBytes', trendOf(used, STEADY_ROUND - 1, USED_SLACK))
    this.#judgeGrowth('committedBytes', trendOf(committed, STEADY_ROUND - 1, COMMITTED_SLACK))
    const ledger = this.#ledger
    const last = this.#rounds.at(-1)
    return {
      rounds: this.#rounds.length,
      workers: this.#settings.workers,
      seed: this.#settings.seed,
      killed: last?.killed ?? 0,
      operations: this.operations,
      checkedReads: sum(ledger.checkedReads),
      acknowledgedWrites: sum(ledger.acknowledgedWrites),
      lost: ledger.counted('lost'),
      staleReads: ledger.counted('stale'),
      tornValues: ledger.counted('torn'),
      stuck: ledger.counted('stuck'),
      longestStallMs: round(longestStallMs),
      parentOpMaxMs: round(last?.parentOpMaxMs ?? 0),
      verifications: last?.verifications ?? 0,
      usedBytesRound50: atSteadyRound(used),
      usedBytesLast: used.at(-1) ?? 0,
      committedBytesRound50: atSteadyRound(committed),
      committedBytesLast: committed.at(-1) ?? 0,
      violationCount: this.violationCount,
      violations: this.#violations,
      ms: round(ms),
      ...(interrupted ? { interrupted: true } : {}),
    }
  }

  #judgeGrowth(what: string, trend: Trend | undefined): void {
    if (trend === undefined || !trend.grew) return
    this.found(
      {
        kind: 'leak',
        op: 'memory over the rounds',
        key: what,
        expected: `at most ${Math.round(trend.limit)}, as from round ${STEADY_ROUND} on`,
        seen: `${Math.round(trend.last)} at the end`,
      },
      this.#ledger.parent,
    )
  }

  #list(violation: Violation): void {
    if (this.#violations.length < LISTED_VIOLATIONS) this.#violations.push(violation)
  }
}

function atSteadyRound(series: readonly number[]): number {
  return series[STEADY_ROUND - 1] ?? series.at(-1) ?? 0
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
