/** One workload at several sizes. */
import type { Workload } from './workload.ts'

export const SCALES = ['keys', 'threads'] as const
export type Scale = (typeof SCALES)[number]

const KEYS = [1_000, 10_000, 100_000, 1_000_000, 4_000_000]
const THREADS = [1, 2, 4, 8]

export function scaled(workload: Workload, scale: Scale | undefined): readonly Workload[] {
  switch (scale) {
    case undefined:
      return [workload]
    case 'keys':
      return KEYS.map((keys) => ({ ...workload, keys }))
    case 'threads':
      return THREADS.map((threads) => ({ ...workload, threads }))
  }
}
