/** What a run found, and whether all of it held. Every figure is a number; names are those of `--json`. */

export interface Figures {
  readonly records: number
  readonly workers: number
  readonly seconds: number
  readonly lookups: number
  readonly lookupsPerSecond: number
  /** Lookups that returned another record than the data set's, or none. */
  readonly wrong: number
  /** Visits counted by `increment` and acknowledged to a worker. */
  readonly visits: number
  /** Workers terminated while they wrote. */
  readonly killed: number
  /** Increments that a kill interrupted: each may be counted or not. */
  readonly inFlight: number
  readonly lost: number
  readonly invented: number
  /** The shared memory, and what the workers' heaps grew by using it. */
  readonly sharedBytes: number
  /** A `Map` of the same records in each worker. */
  readonly copiesBytes: number
  /** Reading the data set and filling the shared map, once. */
  readonly fillMs: number
  /** The median worker's; all of them start at the same time. */
  readonly attachMs: number
  /** Reading the data set and filling a `Map`, in each worker. */
  readonly loadPerWorkerMs: number
  readonly lookupP50Ns: number
  readonly lookupP999Ns: number
  readonly lookupMaxNs: number
  /** The longest garbage collection in a worker. */
  readonly gcPauseMs: number
}

/** The claims that did not hold, each as a sentence; empty if the run succeeded. */
export function brokenClaims(figures: Figures): string[] {
  const claims: [boolean, string][] = [
    [figures.records > 0, 'no records were stored'],
    [figures.lookups > 0, 'no lookup was made'],
    [figures.wrong === 0, `${figures.wrong} lookups returned a wrong record`],
    [figures.killed === 1, `${figures.killed} workers were killed instead of 1`],
    [figures.inFlight <= figures.killed, `${figures.inFlight} increments never returned`],
    [figures.lost === 0, `${figures.lost} acknowledged increments were lost`],
    [figures.invented === 0, `${figures.invented} increments were counted that nobody began`],
  ]
  return claims.filter(([held]) => !held).map(([, sentence]) => sentence)
}
