/** Options, checked. */
import { availableParallelism } from 'node:os'
import type { ValueCodec } from '../codec/values.ts'
import { OptionError } from '../errors.ts'
import { STRATEGIES } from '../memory/kernel.ts'
import type { StrategyName } from './map.ts'

/** What one instance may choose for itself. */
export interface AttachOptions {
  /** Values in the near cache of this instance, or false for none. Default 4096, about 2 MB once full of short strings. */
  readonly nearCache?: number | false
  /** Freezes what is read, in depth: for development, to find code that changes values. Default false. */
  readonly freeze?: boolean
  /**
   * 'compound': for development, warns of a key that was read and then set or deleted by this instance while another thread
   * wrote it between. Default false.
   */
  readonly guard?: 'compound' | false
  /** Another encoding for objects; the same in all threads. */
  readonly codec?: ValueCodec
}

export interface SharedMapOptions extends AttachOptions {
  /** The most that the shared memory may grow to, in bytes: 512 KiB to 4 GiB. Default 256 MiB. */
  readonly maxBytes?: number
  /** How operations are made safe. Default 'lock-free'. */
  readonly strategy?: StrategyName
  /** Locks of the strategy `sharded`, a power of two up to 1,024. Default: four for each core, rounded up. */
  readonly shards?: number
  /**
   * What becomes of a thread that meets another's write in a map with the strategy `unsynchronised`: the process ends (`exit`,
   * the default), or the call throws `ERR_CONFLICT`, for tests.
   */
  readonly onConflict?: 'exit' | 'throw'
  /** Shows up in `stats()`. */
  readonly name?: string
}

const DEFAULT_MAX_BYTES = 256 * 2 ** 20
const LEAST_BYTES = 2 ** 19
const MOST_BYTES = 2 ** 32
const DEFAULT_NEAR_CACHE = 4096
const MOST_NEAR_CACHE = 2 ** 24
const MOST_SHARDS = 1024
const LOCKS_PER_CORE = 4

export function checkOptions(options: object): void {
  if (typeof options === 'object' && options !== null) return
  throw new OptionError(`options: an object, not ${String(options)}`)
}

export function checkMaxBytes(maxBytes: number = DEFAULT_MAX_BYTES): number {
  return checkInteger('maxBytes', maxBytes, LEAST_BYTES, MOST_BYTES)
}

/** The capacity, 0 for none. */
export function checkNearCache(nearCache: number | false = DEFAULT_NEAR_CACHE): number {
  return nearCache === false ? 0 : checkInteger('nearCache', nearCache, 0, MOST_NEAR_CACHE)
}

export function checkStrategy(strategy: StrategyName = 'lock-free'): StrategyName {
  if (STRATEGIES.includes(strategy)) return strategy
  throw new OptionError(`strategy: ${String(strategy)} is not one of ${STRATEGIES.join(', ')}`)
}

/** How many locks the strategy is to have, where it has a choice. */
export function checkShards(shards: number | undefined, strategy: StrategyName): number {
  if (shards === undefined) {
    return Math.min(2 ** Math.ceil(Math.log2(LOCKS_PER_CORE * availableParallelism())), MOST_SHARDS)
  }
  if (strategy !== 'sharded') {
    throw new OptionError(`shards: only the strategy 'sharded' has any, not '${strategy}'`)
  }
  checkInteger('shards', shards, 1, MOST_SHARDS)
  if (Number.isInteger(Math.log2(shards))) return shards
  throw new OptionError(`shards: a power of two, not ${shards}`)
}

/** Whether conflicts are thrown. */
export function checkOnConflict(
  onConflict: 'exit' | 'throw' | undefined,
  strategy: StrategyName,
): boolean {
  if (onConflict === undefined) return false
  if (strategy !== 'unsynchronised') {
    throw new OptionError(
      `onConflict: only the strategy 'unsynchronised' has conflicts, not '${strategy}'`,
    )
  }
  if (onConflict === 'exit' || onConflict === 'throw') return onConflict === 'throw'
  throw new OptionError(`onConflict: 'exit' or 'throw', not ${String(onConflict)}`)
}

export function checkName(name = ''): string {
  if (typeof name === 'string') return name
  throw new OptionError(`name: a string, not ${typeof name}`)
}

export function checkFreeze(freeze = false): boolean {
  if (typeof freeze === 'boolean') return freeze
  throw new OptionError(`freeze: true or false, not ${String(freeze)}`)
}

export function checkGuard(guard: 'compound' | false = false): boolean {
  if (guard === 'compound' || guard === false) return guard !== false
  throw new OptionError(`guard: 'compound' or false, not ${String(guard)}`)
}

export function checkCodec(codec: ValueCodec | undefined): ValueCodec | undefined {
  if (codec === undefined) return undefined
  if (typeof codec?.encode === 'function' && typeof codec.decode === 'function') return codec
  throw new OptionError('codec: an object with the functions encode and decode')
}

export function checkInteger(name: string, value: number, least: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value
  throw new OptionError(`${name}: an integer from ${least} to ${most}, not ${String(value)}`)
}
