/** What a storm can be told, what it does when told nothing, and what it refuses. */
import { randomInt } from 'node:crypto'
import { OptionError } from '../../errors.ts'
import type { StrategyName } from '../../map/map.ts'

export interface StormOptions {
  /** Workers terminated, one a round. Default 200. */
  readonly rounds?: number | undefined
  /** Threads beside the parent, 2 to 32. Default 4. */
  readonly workers?: number | undefined
  /** Decides every choice the storm makes; thread timing remains the machine's. Default: drawn, and reported. */
  readonly seed?: number | undefined
  /** The strategy of the maps. Default: the package's own default. */
  readonly strategy?: StrategyName | undefined
  /**
   * Which thread starts and terminates the workers. In a thread of its own (default) a parent that hangs is found and
   * reported; on the calling thread it is what most programs do, but if it hangs nothing can tell.
   */
  readonly parent?: 'thread' | 'main' | undefined
  /** No thread may stand still for longer, in milliseconds. Default 3000. */
  readonly stallMs?: number | undefined
  /** URL of a module that exports `createMap` and `attachMap`, to test another map than this package's. */
  readonly mapModule?: string | undefined
  /** Ends the storm early; the report then covers the rounds done and says `interrupted`. */
  readonly signal?: AbortSignal | undefined
  /** Told first of all, so that the seed is known whatever happens. */
  readonly onStart?: ((settings: StormSettings) => void) | undefined
  readonly onRound?: ((progress: StormProgress) => void) | undefined
}

export interface StormProgress {
  readonly round: number
  readonly rounds: number
  readonly operations: number
  readonly violations: number
}

/** The part of the options that every thread receives, complete. */
export interface StormSettings {
  readonly rounds: number
  readonly workers: number
  readonly seed: number
  readonly strategy: StrategyName | undefined
  readonly parent: 'thread' | 'main'
  readonly stallMs: number
  readonly mapModule: string
}

/** A thread that has not moved for this many times the limit will not move any more: the storm ends. */
export const HOPELESS_STALLS = 3

export const MAX_SEED: number = 2 ** 32 - 1

export function settingsFrom(options: StormOptions): StormSettings {
  return {
    rounds: wholeNumber('rounds', options.rounds ?? 200, 1, 1_000_000),
    workers: wholeNumber('workers', options.workers ?? 4, 2, 32),
    seed: wholeNumber('seed', options.seed ?? randomInt(MAX_SEED), 0, MAX_SEED),
    strategy: options.strategy,
    parent: options.parent ?? 'thread',
    stallMs: wholeNumber('stallMs', options.stallMs ?? 3000, 10, 600_000),
    mapModule: options.mapModule ?? new URL('./selvedge-maps.js', import.meta.url).href,
  }
}

function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new OptionError(`${name} must be a whole number from ${least} to ${most}, not ${value}`)
}
