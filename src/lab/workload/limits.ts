/** Refuses workloads that make no sense, before anything is started. */
import { OptionError } from '../../index.ts'
import type { Mix, Workload } from './workload.ts'

/** Limits of one number: from, to, and whether it must be whole. */
type Limits = readonly [least: number, most: number, kind: 'whole' | 'any']

const LIMITS = {
  keys: [1, 10_000_000, 'whole'],
  keyBytes: [6, 1024, 'whole'],
  valueBytes: [1, 2 ** 20, 'whole'],
  threads: [1, 64, 'whole'],
  thinkUs: [0, 60_000_000, 'any'],
  seconds: [0.01, 3600, 'any'],
  seed: [0, 2 ** 32 - 1, 'whole'],
} as const satisfies Partial<Record<keyof Workload, Limits>>

const RATE: Limits = [0.1, 1e9, 'any']
const PERCENT: Limits = [0, 100, 'any']

/**
 * Returns the workload as it is.
 *
 * @throws {OptionError} `ERR_OPTION` with the first thing that is out of its range
 */
export function checked(workload: Workload): Workload {
  check('keys', workload.keys, LIMITS.keys)
  check('key-bytes', workload.keyBytes, LIMITS.keyBytes)
  check('value-bytes', workload.valueBytes, LIMITS.valueBytes)
  check('threads', workload.threads, LIMITS.threads)
  check('think-us', workload.thinkUs, LIMITS.thinkUs)
  check('seconds', workload.seconds, LIMITS.seconds)
  check('seed', workload.seed, LIMITS.seed)
  check('hot, operations', workload.hot.operations, PERCENT)
  check('hot, keys', workload.hot.keys, PERCENT)
  checkMix(workload.mix)
  if (workload.rate === undefined) return workload
  check('rate', workload.rate, RATE)
  if (workload.thinkUs > 0) {
    throw new OptionError('rate or think-us, not both: an open loop waits for no answer')
  }
  return workload
}

function check(name: string, value: number, [least, most, kind]: Limits): void {
  const isWhole = kind === 'any' || Number.isSafeInteger(value)
  if (isWhole && value >= least && value <= most) return
  const wanted = kind === 'whole' ? 'a whole number' : 'a number'
  throw new OptionError(`${name}: ${wanted} from ${least} to ${most}, not ${value}`)
}

function checkMix(mix: Mix): void {
  const weights = Object.values(mix)
  if (weights.every((weight) => weight >= 0) && weights.some((weight) => weight > 0)) return
  throw new OptionError('mix: weights from 0, at least one of them above it')
}
