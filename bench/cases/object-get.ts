/** `get` of an object of about 100 bytes, after its first read: decoded once, then the same object back. */
import { SharedMap } from 'selvedge'
import type { BenchCase } from '../case.ts'
import { expectEqual } from '../measure/paired.ts'
import { pairCase } from '../pair-case.ts'
import { filled } from '../workload/filled.ts'
import { stringKeys } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

interface Item {
  id: number
  name: string
  price: number
  tags: string[]
  inStock: boolean
}

const COUNT = 1_000

export const objectGet: readonly BenchCase[] = [
  pairCase({
    name: 'object of 100 bytes get after its first read, 1 k keys',
    rival: 'Map',
    target: 1.5,
    create: () => filled<string, Item>(stringKeys(COUNT), item),
    sides({ handle }) {
      const keys = stringKeys(COUNT)
      const shared = SharedMap.attach(handle)
      const plain = new Map(keys.map((key, n) => [key, item(n)]))
      const order = shuffled(keys)
      const passes = passesOver(COUNT)
      const operations = passes * COUNT
      const sum = (passes * COUNT * (COUNT - 1)) / 2
      const check = (result: number): void => expectEqual(result, sum)
      return {
        ours: { operations, run: () => idsShared(shared, order, passes), check },
        rival: { operations, run: () => idsPlain(plain, order, passes), check },
      }
    },
  }),
]

/** About 100 bytes as JSON. */
function item(n: number): Item {
  return {
    id: n,
    name: `A thing in the stock, number ${n}`,
    price: n + 0.99,
    tags: ['new', 'reduced'],
    inStock: n % 2 === 0,
  }
}

function idsShared(map: SharedMap<string, Item>, keys: string[], passes: number): number {
  let sum = 0
  for (let pass = 0; pass < passes; pass++) {
    for (const key of keys) sum += map.get(key)?.id ?? Number.NaN
  }
  return sum
}

function idsPlain(map: Map<string, Item>, keys: string[], passes: number): number {
  let sum = 0
  for (let pass = 0; pass < passes; pass++) {
    for (const key of keys) sum += map.get(key)?.id ?? Number.NaN
  }
  return sum
}
