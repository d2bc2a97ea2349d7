/**
 * Workloads by name. A to F are the core workloads of the Yahoo! Cloud Serving Benchmark (Cooper et al. 2010): the same
 * mixes and distributions, records of ten fields of 100 bytes each as one value, keys as long as YCSB's.
 */
import { availableParallelism } from 'node:os'
import { mixOf } from './parse.ts'
import type { Distribution, Workload } from './workload.ts'

const MOST_THREADS = 8

/** What is measured when nothing is said. */
export const PLAIN: Workload = {
  keys: 100_000,
  keyBytes: 16,
  valueBytes: 100,
  distribution: 'zipf',
  hot: { operations: 90, keys: 10 },
  mix: mixOf('get=95,set=5'),
  threads: Math.min(availableParallelism(), MOST_THREADS),
  thinkUs: 0,
  seconds: 2,
  rate: undefined,
  seed: 1,
}

export interface Preset {
  readonly name: string
  readonly summary: string
  readonly workload: Workload
}

/** Of YCSB's records: `user` and a number of up to 19 digits; ten fields of 100 bytes. */
const RECORD = { keyBytes: 23, valueBytes: 1000 }

function ycsb(letter: string, mix: string, distribution: Distribution, summary: string): Preset {
  const name = `ycsb-${letter}`
  return {
    name,
    summary,
    workload: { ...PLAIN, ...RECORD, mix: mixOf(mix), distribution },
  }
}

export const PRESETS: readonly Preset[] = [
  ycsb('a', 'get=50,set=50', 'zipf', 'half reads, half writes'),
  ycsb('b', 'get=95,set=5', 'zipf', 'mostly reads'),
  ycsb('c', 'get=100', 'zipf', 'reads only'),
  ycsb('d', 'get=95,insert=5', 'latest', 'reads of what was inserted last'),
  ycsb('e', 'iterate=95,insert=5', 'zipf', 'short iterations, in place of scans of ordered keys'),
  ycsb('f', 'get=50,update=50', 'zipf', 'reads, and reads that are then written back'),
]

export function presetNamed(name: string): Preset | undefined {
  return PRESETS.find((preset) => preset.name === name)
}
