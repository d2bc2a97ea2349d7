/** `set` of a 16-character string key that is there, each time to another 32-character string. */
import { SharedMap } from 'selvedge'
import type { BenchCase } from '../case.ts'
import { expectEqual } from '../measure/paired.ts'
import { pairCase } from '../pair-case.ts'
import { ValueCycle } from '../workload/cycle.ts'
import { filled } from '../workload/filled.ts'
import { stringKeys } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

export const stringSet: readonly BenchCase[] = [
  stringSetOf('string set existing, 1 k keys', 1_000, 4.5),
  stringSetOf('string set existing, 100 k keys', 100_000, 3.5),
]

function stringSetOf(name: string, count: number, target: number): BenchCase {
  return pairCase({
    name,
    rival: 'Map',
    target,
    create() {
      const values = new ValueCycle()
      return filled<string, string>(stringKeys(count), () => values.take())
    },
    sides({ handle }) {
      const keys = stringKeys(count)
      const shared = SharedMap.attach(handle)
      const plain = new Map(keys.map((key) => [key, key]))
      const order = shuffled(keys)
      const last = order.at(-1) ?? ''
      const passes = passesOver(count)
      const operations = passes * count
      const oursValues = new ValueCycle()
      const rivalValues = new ValueCycle()
      return {
        ours: {
          operations,
          run: () => writeShared(shared, order, oursValues, passes),
          check: () => expectEqual(shared.get(last), oursValues.latest),
        },
        rival: {
          operations,
          run: () => writePlain(plain, order, rivalValues, passes),
          check: () => expectEqual(plain.get(last), rivalValues.latest),
        },
      }
    },
  })
}

function writeShared(
  map: SharedMap<string, string>,
  keys: string[],
  values: ValueCycle,
  passes: number,
): number {
  for (let pass = 0; pass < passes; pass++) {
    for (const key of keys) map.set(key, values.take())
  }
  return map.size
}

function writePlain(
  map: Map<string, string>,
  keys: string[],
  values: ValueCycle,
  passes: number,
): number {
  for (let pass = 0; pass < passes; pass++) {
    for (const key of keys) map.set(key, values.take())
  }
  return map.size
}
