/** `get` of a string key that is not there: no slower than a hit that the kernel answers, and no cliff beside a `Map`. */
import { SharedMap } from 'selvedge'
import type { BenchCase, Created } from '../case.ts'
import { expectEqual, type Side } from '../measure/paired.ts'
import { pairCase } from '../pair-case.ts'
import { filled, type OneMap } from '../workload/filled.ts'
import { stringKeys, stringValues } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

const COUNT = 1_000
const PASSES = passesOver(COUNT)
const OPERATIONS = PASSES * COUNT

export const stringMiss: readonly BenchCase[] = [
  pairCase({
    name: 'string get miss, 1 k keys, against a kernel hit',
    rival: 'kernel hit (nearCache: false)',
    target: 1,
    create,
    sides({ handle }) {
      const kernelOnly = SharedMap.attach(handle, { nearCache: false })
      const present = shuffled(stringKeys(COUNT))
      return {
        ours: sharedMisses(SharedMap.attach(handle)),
        rival: {
          operations: OPERATIONS,
          run: () => hitsShared(kernelOnly, present),
          check: (characters) => expectEqual(characters, OPERATIONS * 32),
        },
      }
    },
  }),
  pairCase({
    name: 'string get miss, 1 k keys',
    rival: 'Map',
    target: 3,
    create,
    sides({ handle }) {
      const plain = new Map(stringKeys(COUNT).map((key) => [key, key]))
      const absent = shuffled(stringKeys(COUNT, 'none'))
      return {
        ours: sharedMisses(SharedMap.attach(handle)),
        rival: {
          operations: OPERATIONS,
          run: () => missesPlain(plain, absent),
          check: (misses) => expectEqual(misses, OPERATIONS),
        },
      }
    },
  }),
]

function create(): Created<OneMap<string, string>> {
  const values = stringValues(COUNT)
  return filled<string, string>(stringKeys(COUNT), (n) => values[n] ?? '')
}

function sharedMisses(map: SharedMap<string, string>): Side {
  const absent = shuffled(stringKeys(COUNT, 'none'))
  return {
    operations: OPERATIONS,
    run: () => missesShared(map, absent),
    check: (misses) => expectEqual(misses, OPERATIONS),
  }
}

function missesShared(map: SharedMap<string, string>, keys: string[]): number {
  let misses = 0
  for (let pass = 0; pass < PASSES; pass++) {
    for (const key of keys) if (map.get(key) === undefined) misses++
  }
  return misses
}

function missesPlain(map: Map<string, string>, keys: string[]): number {
  let misses = 0
  for (let pass = 0; pass < PASSES; pass++) {
    for (const key of keys) if (map.get(key) === undefined) misses++
  }
  return misses
}

function hitsShared(map: SharedMap<string, string>, keys: string[]): number {
  let characters = 0
  for (let pass = 0; pass < PASSES; pass++) {
    for (const key of keys) characters += map.get(key)?.length ?? 0
  }
  return characters
}
