/** Compares the counts in the shared map with the accounts of the workers that made them. */

/** One worker's account of one country. */
export interface Tally {
  readonly begun: number
  readonly acknowledged: number
}

export interface CountryAccount {
  /** What the shared map says. */
  readonly counted: number
  /** What each worker says, the killed one included. */
  readonly tallies: readonly Tally[]
}

export interface Audit {
  /** Increments that returned to a worker. */
  readonly acknowledged: number
  /** Increments that were begun and never returned, because the worker was killed in them. */
  readonly inFlight: number
  /** Acknowledged increments that the map does not have. */
  readonly lost: number
  /** Increments that the map has and nobody began. */
  readonly invented: number
}

/** A killed worker's last increment may be counted or not; every other one must be counted exactly once. */
export function audit(accounts: Iterable<CountryAccount>): Audit {
  const sum = { acknowledged: 0, inFlight: 0, lost: 0, invented: 0 }
  for (const { counted, tallies } of accounts) {
    const begun = tallies.reduce((total, tally) => total + tally.begun, 0)
    const acknowledged = tallies.reduce((total, tally) => total + tally.acknowledged, 0)
    sum.acknowledged += acknowledged
    sum.inFlight += begun - acknowledged
    sum.lost += Math.max(0, acknowledged - counted)
    sum.invented += Math.max(0, counted - begun)
  }
  return sum
}
