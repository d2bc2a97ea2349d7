/** What a measurement is made of, as data: how many keys, who is asked for what, how often and by how many threads. */

/** `set` replaces, `insert` adds a new key, `update` reads and replaces in one atomic step, `iterate` visits 1 to 100 entries. */
export const OPERATIONS = ['get', 'set', 'insert', 'delete', 'update', 'iterate'] as const
export type Operation = (typeof OPERATIONS)[number]

/** The weight of each operation; their sum may be anything above 0. */
export type Mix = Readonly<Record<Operation, number>>

/** Which keys are asked for: all alike; few much more often than most; a hot set and the rest; the newest most often. */
export const DISTRIBUTIONS = ['uniform', 'zipf', 'hot', 'latest'] as const
export type Distribution = (typeof DISTRIBUTIONS)[number]

/** So many percent of the operations go to so many percent of the keys. */
export interface HotSet {
  readonly operations: number
  readonly keys: number
}

export interface Workload {
  /** Entries that are there before the first operation. */
  readonly keys: number
  /** Length of a key, in characters of one byte. */
  readonly keyBytes: number
  /** Length of a value, in characters of one byte. */
  readonly valueBytes: number
  readonly distribution: Distribution
  /** Counts only with the distribution `hot`. */
  readonly hot: HotSet
  readonly mix: Mix
  readonly threads: number
  /** Closed loop: how long a thread waits between two operations, in microseconds. */
  readonly thinkUs: number
  /** How long is measured, in seconds. */
  readonly seconds: number
  /** Open loop: operations that all threads together begin in a second, whether earlier ones are over or not. */
  readonly rate: number | undefined
  /** Decides which operations and keys come; the threads' timing remains the machine's. */
  readonly seed: number
}
