/** `set` of a number key that is there, each time to another double. */
import { SharedMap } from 'selvedge'
import type { BenchCase } from '../case.ts'
import { expectEqual } from '../measure/paired.ts'
import { pairCase } from '../pair-case.ts'
import { filled } from '../workload/filled.ts'
import { numberKeys } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

export const numberSet: readonly BenchCase[] = [
  numberSetOf('number set existing, 1 k keys', 1_000, 1.6),
  numberSetOf('number set existing, 100 k keys', 100_000, 1.1),
]

function numberSetOf(name: string, count: number, target: number): BenchCase {
  const keys = numberKeys(count)
  return pairCase({
    name,
    rival: 'Map',
    target,
    create: () => filled<number, number>(keys, (n) => n + 0.5),
    sides({ handle }) {
      const shared = SharedMap.attach(handle)
      const plain = new Map(keys.map((key, n) => [key, n + 0.5]))
      const order = shuffled(keys)
      const last = order.at(-1) ?? 0
      const passes = passesOver(count)
      const operations = passes * count
      let oursNext = 0.25
      let rivalNext = 0.25
      return {
        ours: {
          operations,
          run: () => {
            oursNext = countUpShared(shared, order, passes, oursNext)
            return oursNext
          },
          check: (next) => expectEqual(shared.get(last), next - 1),
        },
        rival: {
          operations,
          run: () => {
            rivalNext = countUpPlain(plain, order, passes, rivalNext)
            return rivalNext
          },
          check: (next) => expectEqual(plain.get(last), next - 1),
        },
      }
    },
  })
}

/** Writes the doubles from `next` on and returns the one to go on with. */
function countUpShared(
  map: SharedMap<number, number>,
  keys: number[],
  passes: number,
  next: number,
): number {
  let value = next
  for (let pass = 0; pass < passes; pass++) {
    for (const key of keys) {
      map.set(key, value)
      value += 1
    }
  }
  return value
}

function countUpPlain(
  map: Map<number, number>,
  keys: number[],
  passes: number,
  next: number,
): number {
  let value = next
  for (let pass = 0; pass < passes; pass++) {
    for (const key of keys) {
      map.set(key, value)
      value += 1
    }
  }
  return value
}
