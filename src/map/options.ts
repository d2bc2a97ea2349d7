/** Options, checked. */
import type { ValueCodec } from '../codec/values.ts'
import { OptionError } from '../errors.ts'
import type { StrategyName } from './map.ts'

/** What one instance may choose for itself. */
export interface AttachOptions {
  /** Values in the near cache of this instance, or false for none. Default 4096, about 2 MB once full of short strings. */
  readonly nearCache?: number | false
  /** Freezes what is read, in depth: for development, to find code that changes values. Default false. */
  readonly freeze?: boolean
  /** Another encoding for objects; the same in all threads. */
  readonly codec?: ValueCodec
}

export interface SharedMapOptions extends AttachOptions {
  /** The most that the shared memory may grow to, in bytes: 512 KiB to 4 GiB. Default 256 MiB. */
  readonly maxBytes?: number
  /** How operations are made safe. Default 'lock-free'. */
  readonly strategy?: StrategyName
  /** Shows up in `stats()`. */
  readonly name?: string
}

const DEFAULT_MAX_BYTES = 256 * 2 ** 20
const LEAST_BYTES = 2 ** 19
const MOST_BYTES = 2 ** 32
const DEFAULT_NEAR_CACHE = 4096
const MOST_NEAR_CACHE = 2 ** 24

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
  if (strategy === 'lock-free') return strategy
  throw new OptionError(`strategy: ${String(strategy)} is not one of 'lock-free'`)
}

export function checkName(name = ''): string {
  if (typeof name === 'string') return name
  throw new OptionError(`name: a string, not ${typeof name}`)
}

export function checkFreeze(freeze = false): boolean {
  if (typeof freeze === 'boolean') return freeze
  throw new OptionError(`freeze: true or false, not ${String(freeze)}`)
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
