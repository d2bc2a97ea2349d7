/** A workload in sentences. */
import { mixText } from '../../../workload/parse.ts'
import type { Distribution, Workload } from '../../../workload/workload.ts'
import { grouped } from '../../columns.ts'

/** What was done with how many keys and threads, and when: a paragraph each. `loads` are those that were measured. */
export function workloadInWords(workload: Workload, loads: readonly Load[]): readonly string[] {
  return [
    inWords(workload, various(loads, 'keys')),
    loopInWords(workload, various(loads, 'threads')),
  ]
}

interface Load {
  readonly keys: number
  readonly threads: number
}

const KEYS: Readonly<Record<Distribution, string>> = {
  uniform: 'all keys are asked for alike',
  zipf: 'few keys are asked for much more often than most (Zipf)',
  latest: 'the newest keys are asked for most often',
  hot: '',
}

/** Of a workload at several sizes, all of them. */
function various(rows: readonly Load[], what: 'keys' | 'threads'): readonly number[] {
  return [...new Set(rows.map((row) => row[what]))]
}

function inWords(
  { keys, keyBytes, valueBytes, distribution, hot, mix }: Workload,
  sizes: readonly number[],
): string {
  const choice =
    distribution === 'hot'
      ? `${hot.operations} % of the operations are for ${hot.keys} % of the keys`
      : KEYS[distribution]
  return `${listed(sizes, keys)} entries with keys of ${grouped(keyBytes)} bytes and values of ${grouped(valueBytes)}. Operations by weight: ${mixText(mix).replaceAll(',', ', ')}; ${choice}. Each subject has a process of its own.`
}

function loopInWords(
  { threads, rate, thinkUs, seconds, seed }: Workload,
  counts: readonly number[],
): string {
  const loop =
    rate === undefined
      ? 'in a closed loop: a thread begins an operation when its last one is over'
      : `in an open loop: ${grouped(rate)} operations are due in a second, and latency counts from the moment at which one was due`
  const pause = thinkUs > 0 ? `, with a pause of ${thinkUs} µs after each` : ''
  const words = listed(counts, threads)
  return `${words} ${words === '1' ? 'thread' : 'threads'} for ${seconds} s, ${loop}${pause}. Seed ${seed}.`
}

/** As `1, 2 and 4`; what was planned, if nothing was measured. */
function listed(sizes: readonly number[], planned: number): string {
  const words = (sizes.length === 0 ? [planned] : sizes).map(grouped)
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}
