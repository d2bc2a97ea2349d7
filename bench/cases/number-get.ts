/** `get` of a number key that is there. */
import { SharedMap } from 'selvedge'
import type { BenchCase } from '../case.ts'
import { expectEqual } from '../measure/paired.ts'
import { pairCase } from '../pair-case.ts'
import { filled } from '../workload/filled.ts'
import { numberKeys } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

export const numberGet: readonly BenchCase[] = [
  numberGetOf('number get hit, 1 k keys', 1_000, 1.5),
  numberGetOf('number get hit, 100 k keys', 100_000, 0.9),
]

function numberGetOf(name: string, count: number, target: number): BenchCase {
  const keys = numberKeys(count)
  return pairCase({
    name,
    rival: 'Map',
    target,
    create: () => filled<number, number>(keys, (n) => n),
    sides({ handle }) {
      const shared = SharedMap.attach(handle)
      const plain = new Map(keys.map((key, n) => [key, n]))
      const order = shuffled(keys)
      const passes = passesOver(count)
      const operations = passes * count
      const sum = (passes * count * (count - 1)) / 2
      const check = (result: number): void => expectEqual(result, sum)
      return {
        ours: { operations, run: () => sumShared(shared, order, passes), check },
        rival: { operations, run: () => sumPlain(plain, order, passes), check },
      }
    },
  })
}

function sumShared(map: SharedMap<number, number>, keys: number[], passes: number): number {
  let sum = 0
  for (let pass = 0; pass < passes; pass++) {
    for (const key of keys) sum += map.get(key) ?? Number.NaN
  }
  return sum
}

function sumPlain(map: Map<number, number>, keys: number[], passes: number): number {
  let sum = 0
  for (let pass = 0; pass < passes; pass++) {
    for (const key of keys) sum += map.get(key) ?? Number.NaN
  }
  return sum
}
