/** How SharedMap is set up where it is measured. Rivals have no such options. */
import { OptionError, SharedMap } from '../../index.ts'

export interface SubjectOptions {
  /** Values in the near cache of each thread, 0 for none; null for SharedMap's own default. */
  readonly nearCache: number | null
  /** Locks of the strategy `sharded`; null for its own default. */
  readonly shards: number | null
}

export const DEFAULT_OPTIONS: SubjectOptions = { nearCache: null, shards: null }

const LEAST_BYTES = 2 ** 19

/**
 * Returns the options as they are. SharedMap itself says what it takes, so that nothing is started in vain.
 *
 * @throws {OptionError} `ERR_OPTION` for what it refuses, and for what none of the subjects has
 */
export function checkedOptions(
  options: SubjectOptions,
  subjects: readonly string[],
  strategies: readonly string[],
): SubjectOptions {
  if (options.shards !== null && !subjects.includes('sharded')) {
    throw new OptionError("shards: only the strategy 'sharded' has any, and it is not measured")
  }
  if (options.nearCache !== null && !subjects.some((name) => strategies.includes(name))) {
    throw new OptionError('near-cache: only SharedMap has one, and it is not measured')
  }
  new SharedMap({
    ...nearCacheOf(options),
    ...(options.shards === null ? {} : { shards: options.shards }),
    strategy: 'sharded',
    maxBytes: LEAST_BYTES,
  }).close()
  return options
}

/** As a thread that attaches gives it. */
export function nearCacheOf({ nearCache }: Pick<SubjectOptions, 'nearCache'>): {
  readonly nearCache?: number
} {
  return nearCache === null ? {} : { nearCache }
}
