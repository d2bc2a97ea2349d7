/** `get` of a 16-character string key that is there, with the very string objects seen before. */
import { SharedMap } from 'selvedge'
import type { BenchCase } from '../case.ts'
import { expectEqual } from '../measure/paired.ts'
import { pairCase } from '../pair-case.ts'
import { filled, nearCacheFor } from '../workload/filled.ts'
import { stringKeys, stringValues } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

export const stringGet: readonly BenchCase[] = [
  stringGetOf('string get hit, 1 k keys', 1_000, 1.5),
  stringGetOf('string get hit, 100 k keys', 100_000, 1.9),
]

function stringGetOf(name: string, count: number, target: number): BenchCase {
  return pairCase({
    name,
    rival: 'Map',
    target,
    create() {
      const values = stringValues(count)
      return filled<string, string>(stringKeys(count), (n) => values[n] ?? '')
    },
    sides({ handle }) {
      const keys = stringKeys(count)
      const values = stringValues(count)
      const shared = SharedMap.attach(handle, nearCacheFor(count))
      const plain = new Map(keys.map((key, n) => [key, values[n] ?? '']))
      const order = shuffled(keys)
      const passes = passesOver(count)
      const operations = passes * count
      const check = (characters: number): void => expectEqual(characters, operations * 32)
      return {
        ours: { operations, run: () => lengthsShared(shared, order, passes), check },
        rival: { operations, run: () => lengthsPlain(plain, order, passes), check },
      }
    },
  })
}

function lengthsShared(map: SharedMap<string, string>, keys: string[], passes: number): number {
  let characters = 0
  for (let pass = 0; pass < passes; pass++) {
    for (const key of keys) characters += map.get(key)?.length ?? 0
  }
  return characters
}

function lengthsPlain(map: Map<string, string>, keys: string[], passes: number): number {
  let characters = 0
  for (let pass = 0; pass < passes; pass++) {
    for (const key of keys) characters += map.get(key)?.length ?? 0
  }
  return characters
}
