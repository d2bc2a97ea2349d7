/** From the options of `selvedge lab` to what is to be measured. */
import { EXPERIMENTS } from '../../lab/article/catalogue.ts'
import type { Plan } from '../../lab/lab.ts'
import { RIVAL_NAMES, STRATEGY_NAMES } from '../../lab/subjects/catalogue.ts'
import { checkedOptions, type SubjectOptions } from '../../lab/subjects/options.ts'
import { REPLAYED, type TracePlan } from '../../lab/trace/compare.ts'
import { checked } from '../../lab/workload/limits.ts'
import { hotOf, mixOf } from '../../lab/workload/parse.ts'
import { PLAIN, PRESETS, type Preset, presetNamed } from '../../lab/workload/presets.ts'
import { SCALES, scaled } from '../../lab/workload/scale.ts'
import { DISTRIBUTIONS, type Workload } from '../../lab/workload/workload.ts'
import { decimal, oneOf, someOf, wholeNumber } from '../arguments.ts'
import { UsageError } from '../command.ts'

export const LAB_OPTIONS = {
  preset: { type: 'string' },
  keys: { type: 'string' },
  'key-bytes': { type: 'string' },
  'value-bytes': { type: 'string' },
  distribution: { type: 'string' },
  hot: { type: 'string' },
  mix: { type: 'string' },
  threads: { type: 'string' },
  'think-us': { type: 'string' },
  seconds: { type: 'string' },
  rate: { type: 'string' },
  seed: { type: 'string' },
  strategy: { type: 'string' },
  rival: { type: 'string' },
  scale: { type: 'string' },
  'near-cache': { type: 'string' },
  shards: { type: 'string' },
  trace: { type: 'string' },
  'no-fill': { type: 'boolean' },
  'skip-bad': { type: 'boolean' },
  recommend: { type: 'boolean' },
  json: { type: 'boolean' },
  out: { type: 'string' },
} as const

type OfTrace = 'trace' | 'no-fill' | 'skip-bad'

export type Given = {
  readonly [Name in Exclude<keyof typeof LAB_OPTIONS, 'json' | 'out' | 'recommend' | OfTrace>]?:
    | string
    | undefined
}

/** Of a workload or a trace, as the command line has it. */
export interface Asked extends Given {
  readonly trace?: string | undefined
  readonly 'no-fill'?: boolean | undefined
  readonly 'skip-bad'?: boolean | undefined
}

export interface GivenOfLab extends Asked {
  readonly recommend?: boolean | undefined
}

export interface GivenOfTrace extends Asked {
  readonly trace: string
}

/** @throws {UsageError} @throws {OptionError} */
export function planFrom(given: Given): Plan {
  const workload = checked(workloadFrom(given))
  const scale = oneOf('scale', SCALES, given.scale)
  if (scale !== undefined && given[scale] !== undefined) {
    throw new UsageError(`--scale ${scale} has its own ${scale}: leave --${scale} out`)
  }
  const subjects = subjectsFrom(given)
  return {
    preset: given.preset ?? null,
    workload,
    points: scaled(workload, scale),
    subjects,
    options: checkedOptions(optionsFrom(given), subjects, STRATEGY_NAMES),
  }
}

/** What is left without a trace. @throws {UsageError} for an option that only a trace has */
export function notOfTrace(asked: Asked): Given {
  const { trace: _, 'no-fill': noFill, 'skip-bad': skipBad, ...given } = asked
  if (noFill === true || skipBad === true) {
    throw new UsageError('--no-fill and --skip-bad are for a --trace')
  }
  return given
}

/** The article's experiments are what they are. @throws {UsageError} if more than the preset is given */
export function onlyPreset({ preset, ...others }: Given): void {
  refuse(others, `--preset ${preset}`)
}

/** @throws {UsageError} if one of the options is given */
export function refuse(options: object, beside: string): void {
  const [other] = Object.entries(options).find(([, value]) => value !== undefined) ?? []
  if (other !== undefined) throw new UsageError(`--${other} has no meaning with ${beside}`)
}

/** How SharedMap is set up: what it takes, it says itself. */
function optionsFrom({
  'near-cache': nearCache,
  shards,
}: Pick<Given, 'near-cache' | 'shards'>): SubjectOptions {
  return {
    nearCache: nearCache === 'off' ? 0 : (wholeNumber('near-cache', nearCache) ?? null),
    shards: wholeNumber('shards', shards) ?? null,
  }
}

/** What is done, with which keys, and how often, the trace says. @throws {UsageError} */
export function tracePlanFrom(given: GivenOfTrace): TracePlan {
  const { trace, strategy, threads, 'no-fill': noFill, 'skip-bad': skipBad, ...rest } = given
  const { 'near-cache': nearCache, shards, ...others } = rest
  refuse(others, '--trace')
  const strategies = someOf('strategy', REPLAYED, strategy) ?? REPLAYED
  const options = optionsFrom({ 'near-cache': nearCache, shards })
  return {
    path: trace,
    strategies,
    options: checkedOptions(options, strategies, REPLAYED),
    threads: wholeNumber('threads', threads),
    fill: noFill !== true,
    skipBad: skipBad === true,
  }
}

export function workloadFrom(given: Given): Workload {
  const base = given.preset === undefined ? PLAIN : presetFrom(given.preset).workload
  const distribution = oneOf('distribution', DISTRIBUTIONS, given.distribution)
  return {
    keys: wholeNumber('keys', given.keys) ?? base.keys,
    keyBytes: wholeNumber('key-bytes', given['key-bytes']) ?? base.keyBytes,
    valueBytes: wholeNumber('value-bytes', given['value-bytes']) ?? base.valueBytes,
    // A hot set that is described is meant to be used.
    distribution: distribution ?? (given.hot === undefined ? base.distribution : 'hot'),
    hot: given.hot === undefined ? base.hot : hotOf(given.hot),
    mix: given.mix === undefined ? base.mix : mixOf(given.mix),
    threads: wholeNumber('threads', given.threads) ?? base.threads,
    thinkUs: decimal('think-us', given['think-us']) ?? base.thinkUs,
    seconds: decimal('seconds', given.seconds) ?? base.seconds,
    rate: decimal('rate', given.rate) ?? base.rate,
    seed: wholeNumber('seed', given.seed) ?? base.seed,
  }
}

/** Of a workload: the article's experiments have no other options. */
function presetFrom(name: string): Preset {
  const preset = presetNamed(name)
  if (preset !== undefined) return preset
  const names = [...PRESETS, ...EXPERIMENTS].map((each) => each.name)
  throw new UsageError(`--preset: one of ${names.join(', ')}, not '${name}'`)
}

/** All, or those that are named. */
function subjectsFrom({ strategy, rival }: Given): readonly string[] {
  const strategies = someOf('strategy', STRATEGY_NAMES, strategy)
  const rivals = someOf('rival', RIVAL_NAMES, rival)
  if (strategies === undefined && rivals === undefined) return [...STRATEGY_NAMES, ...RIVAL_NAMES]
  return [...new Set([...(strategies ?? []), ...(rivals ?? [])])]
}
