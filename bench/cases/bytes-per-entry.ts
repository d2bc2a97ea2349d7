/** What an entry of a 16-character key and a 32-character value takes of shared memory, after growth to 1 M entries. */
import type { SharedMapHandle } from 'selvedge'
import { SharedMap } from 'selvedge'
import { type BenchCase, defineCase } from '../case.ts'
import { millionEntries } from '../workload/million.ts'

interface Bytes {
  readonly used: number
  readonly committed: number
}

export const bytesPerEntry: readonly BenchCase[] = [
  defineCase<{ handle: SharedMapHandle<string, string> }, Bytes>({
    claims: [
      { name: 'bytes per entry, used', rival: 'limit', target: 1, unit: 'bytes' },
      { name: 'bytes per entry, committed', rival: 'limit', target: 1, unit: 'bytes' },
    ],
    rounds: 1,
    workers: 1,
    create: millionEntries,
    measure({ handle }) {
      const { size, usedBytes, committedBytes } = SharedMap.attach(handle).stats()
      return { used: usedBytes / size, committed: committedBytes / size }
    },
    conclude(results) {
      return results.flat().flatMap(({ used, committed }) => [
        { ours: used, rival: 112 },
        { ours: committed, rival: 168 },
      ])
    },
  }),
]
