/** A replay's options, checked. The map checks its own. */
import { availableParallelism } from 'node:os'
import { OptionError, type StrategyName, SYNCHRONISED } from '../../../index.ts'

export interface ReplayProgress {
  /** Operations read so far; all but those in flight are replayed. */
  readonly lines: number
  readonly bad: number
  readonly ms: number
}

export interface ReplayOptions {
  /** The trace: lines `op key [bytes]`, plain or gzip. */
  readonly path: string
  /** Threads that replay, 1 to 64; another reads. Default: one for each core. */
  readonly threads?: number | undefined
  /** Whether a get that misses is followed by a set. Default true. */
  readonly fill?: boolean | undefined
  /** Counts malformed lines in place of stopping at the first. Default false. */
  readonly skipBad?: boolean | undefined
  /** Of each thread, as `SharedMap` takes it. */
  readonly nearCache?: number | false | undefined
  /** Ends the replay early; the result then has what was done so far and says `interrupted`. */
  readonly signal?: AbortSignal | undefined
  /** Told after each batch that was read. */
  readonly onProgress?: ((progress: ReplayProgress) => void) | undefined
}

export interface ReplayMapOptions {
  /** Any but `unsynchronised`. Default: the package's own default. */
  readonly strategy?: StrategyName | undefined
  /** Locks of the strategy `sharded`. */
  readonly shards?: number | undefined
  /** The most that the map may grow to, in bytes. Default 1 GiB. */
  readonly maxBytes?: number | undefined
}

export const DEFAULT_MAX_BYTES: number = 2 ** 30
const MOST_THREADS = 64

/** @throws {OptionError} */
export function checkThreads(threads: number = availableParallelism()): number {
  if (Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS) return threads
  throw new OptionError(`threads: an integer from 1 to ${MOST_THREADS}, not ${String(threads)}`)
}

/** @throws {OptionError} */
export function checkReplayed(strategy: StrategyName | undefined): StrategyName | undefined {
  if (strategy === undefined || SYNCHRONISED.some((name) => name === strategy)) return strategy
  throw new OptionError(
    `strategy: ${String(strategy)} is not one of ${SYNCHRONISED.join(', ')}, which threads can share`,
  )
}
