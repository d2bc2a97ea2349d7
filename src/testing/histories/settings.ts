/** What a history storm can be told, what it does when told nothing, and what it refuses. */
import { randomInt } from 'node:crypto'
import { OptionError } from '../../errors.ts'
import type { StrategyName } from '../../map/map.ts'
import { MAX_SEED } from '../storm/settings.ts'
import { LOAD_NAMES, type LoadName } from './loads.ts'

export interface HistoryStormOptions {
  /** Ends with the round in which there are so many. Default 300,000. */
  readonly operations?: number | undefined
  /** Operations of a round; twice as many where threads die, a tenth where all keys are checked at once. Default 60,000. */
  readonly roundOperations?: number | undefined
  /** Threads that use the map, 1 to 32. Default 4. */
  readonly workers?: number | undefined
  /** What the rounds do, in turns. Default: everything. */
  readonly loads?: readonly LoadName[] | undefined
  /** Decides every choice the storm makes; thread timing remains the machine's. Default: drawn, and reported. */
  readonly seed?: number | undefined
  /** The strategy of the map. Default: the package's own default. */
  readonly strategy?: StrategyName | undefined
  /** URL of a module that exports `createMap` and `attachMap`, to test another map than this package's. */
  readonly mapModule?: string | undefined
  /** No round may take longer, in milliseconds. Default 20,000. */
  readonly stallMs?: number | undefined
  /** Ends with the round in which there are so many violations. Default 3. */
  readonly maxViolations?: number | undefined
  /** Ends with the present round; the report then says `interrupted`. */
  readonly signal?: AbortSignal | undefined
  /** Told first of all, so that the seed is known whatever happens. */
  readonly onStart?: ((settings: HistoryStormSettings) => void) | undefined
  readonly onRound?: ((progress: HistoryStormProgress) => void) | undefined
}

export interface HistoryStormProgress {
  /** Rounds checked. */
  readonly round: number
  readonly operations: number
  /** Operations that it will be in the end, about. */
  readonly total: number
  readonly violations: number
}

export interface HistoryStormSettings {
  readonly operations: number
  readonly roundOperations: number
  readonly workers: number
  readonly loads: readonly [LoadName, ...LoadName[]]
  readonly seed: number
  readonly strategy: StrategyName | undefined
  readonly mapModule: string
  readonly stallMs: number
  readonly maxViolations: number
}

/** @throws {OptionError} `ERR_OPTION` */
export function settingsFrom(options: HistoryStormOptions): HistoryStormSettings {
  return {
    operations: wholeNumber('operations', options.operations ?? 300_000, 1, 1e9),
    roundOperations: wholeNumber('roundOperations', options.roundOperations ?? 60_000, 100, 1e6),
    workers: wholeNumber('workers', options.workers ?? 4, 1, 32),
    loads: loadsFrom(options.loads ?? LOAD_NAMES),
    seed: wholeNumber('seed', options.seed ?? randomInt(MAX_SEED), 0, MAX_SEED),
    strategy: options.strategy,
    mapModule: options.mapModule ?? new URL('../storm/selvedge-maps.js', import.meta.url).href,
    stallMs: wholeNumber('stallMs', options.stallMs ?? 20_000, 10, 600_000),
    maxViolations: wholeNumber('maxViolations', options.maxViolations ?? 3, 1, 1e6),
  }
}

function loadsFrom(names: readonly LoadName[]): readonly [LoadName, ...LoadName[]] {
  for (const name of names) {
    if (!LOAD_NAMES.includes(name)) {
      throw new OptionError(`loads: '${String(name)}' is none of ${LOAD_NAMES.join(', ')}`)
    }
  }
  const [first, ...others] = names
  if (first === undefined) throw new OptionError('loads must name at least one')
  return [first, ...others]
}

function wholeNumber(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new OptionError(`${name} must be a whole number from ${least} to ${most}, not ${value}`)
}
