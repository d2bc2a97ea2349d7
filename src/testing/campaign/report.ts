/** What a whole campaign found, and how much it looked at. */

import type { Level } from '../explorer/catalogue/levels.ts'

/** Something that must not be, with what it takes to see it again. */
export interface CampaignViolation {
  readonly phase: Phase
  /** Where: the operations and the state they began in, or the round and its seed. */
  readonly where: string
  readonly fault: string
  /** The schedule to replay, or the history as a picture. */
  readonly evidence: string
}

export type Phase = 'schedules' | 'counters' | 'histories' | 'storm'

/** What the explorer did with counters: all schedules of each search, without a bound. */
export interface CounterFigures {
  readonly searches: number
  readonly schedules: number
  readonly redundant: number
  readonly states: number
  readonly steps: number
  readonly deaths: number
}

export interface CampaignReport {
  readonly level: Level
  readonly seed: number
  /** Those of this package's map; none if it was another's. */
  readonly strategies: readonly string[]
  /** Schedules run by the explorer, those of deaths included. */
  readonly schedules: number
  /** Of these, broken off in a state that was met before: what follows from it had been run. */
  readonly redundant: number
  /** Different states in which it was chosen who runs. */
  readonly states: number
  /** Accesses to shared memory. */
  readonly steps: number
  /** Threads stopped for ever, in the explorer and on real threads. */
  readonly deaths: number
  /** Searches of all schedules up to their bound, and those of them that did not get to the end. */
  readonly searches: number
  readonly incomplete: number
  readonly counters: CounterFigures
  /** Histories recorded and checked. */
  readonly histories: number
  /** Rounds of histories for which the search was given up: neither an order nor a violation was found. */
  readonly undecided: number
  /** Operations of real threads that were checked, in histories and in the storm. */
  readonly operations: number
  readonly violations: number
  /** The first of them. */
  readonly found: readonly CampaignViolation[]
  readonly ms: number
  /** Present if it was ended early. */
  readonly interrupted?: true
}

const LISTED = 20

/** Adds up what the phases report. */
export class Tally {
  schedules = 0
  redundant = 0
  states = 0
  steps = 0
  deaths = 0
  searches = 0
  incomplete = 0
  counters: CounterFigures = {
    ...{ searches: 0, schedules: 0, redundant: 0, states: 0, steps: 0, deaths: 0 },
  }
  histories = 0
  undecided = 0
  operations = 0
  violations = 0
  readonly #found: CampaignViolation[] = []

  add(violation: CampaignViolation): void {
    this.violations++
    if (this.#found.length < LISTED) this.#found.push(violation)
  }

  addCounters({
    schedules,
    redundant,
    states,
    steps,
    deaths,
  }: Omit<CounterFigures, 'searches'>): void {
    const before = this.counters
    this.counters = {
      searches: before.searches + 1,
      schedules: before.schedules + schedules,
      redundant: before.redundant + redundant,
      states: before.states + states,
      steps: before.steps + steps,
      deaths: before.deaths + deaths,
    }
  }

  report(
    level: Level,
    seed: number,
    strategies: readonly string[],
    ms: number,
    interrupted: boolean,
  ): CampaignReport {
    const { schedules, redundant, states, steps, deaths, searches, incomplete } = this
    const { counters, histories, undecided, operations, violations } = this
    return {
      ...{ level, seed, strategies, schedules, redundant, states, steps, deaths, searches },
      ...{
        incomplete,
        counters,
        histories,
        undecided,
        operations,
        violations,
        found: this.#found,
        ms,
      },
      ...(interrupted ? { interrupted } : {}),
    }
  }
}
