/** What 1 M entries cost the V8 heap of a thread that attached and read them all: its near cache, and no more. */
import { SharedMap, type SharedMapHandle } from 'selvedge'
import { type BenchCase, defineCase } from '../case.ts'
import { liveHeapBytes } from '../measure/heap.ts'
import { median } from '../measure/median.ts'
import { expectEqual } from '../measure/paired.ts'
import { MILLION, millionEntries, millionKeys } from '../workload/million.ts'

const LIMIT_BYTES = 4e6

export const heapGrowth: readonly BenchCase[] = [
  defineCase<{ handle: SharedMapHandle<string, string> }, number>({
    claims: [
      {
        name: 'V8 heap bytes after reading 1 M entries',
        rival: 'limit',
        target: 1,
        unit: 'bytes',
      },
    ],
    rounds: 1,
    workers: 1,
    create: millionEntries,
    measure({ handle }) {
      const before = liveHeapBytes()
      const map = SharedMap.attach(handle)
      let found = 0
      for (const key of millionKeys()) if (map.get(key) !== undefined) found++
      expectEqual(found, MILLION)
      const growth = liveHeapBytes() - before
      expectEqual(map.size, MILLION)
      return growth
    },
    conclude: (results) => [{ ours: median(results.flat()), rival: LIMIT_BYTES }],
  }),
]
