/** `get` with key strings that equal the stored ones but were just built, as from a request: none has a hash yet. */
import { SharedMap } from 'selvedge'
import type { BenchCase } from '../case.ts'
import { expectEqual } from '../measure/paired.ts'
import { pairCase } from '../pair-case.ts'
import { filled } from '../workload/filled.ts'
import { stringKey, stringKeys, stringValues } from '../workload/keys.ts'
import { shuffled } from '../workload/random.ts'
import { passesOver } from '../workload/repeat.ts'

const COUNT = 1_000

export const stringGetFresh: readonly BenchCase[] = [
  pairCase({
    name: 'string get hit, fresh key strings, 1 k keys',
    rival: 'Map',
    target: 2,
    create() {
      const values = stringValues(COUNT)
      return filled<string, string>(stringKeys(COUNT), (n) => values[n] ?? '')
    },
    sides({ handle }) {
      const values = stringValues(COUNT)
      const shared = SharedMap.attach(handle)
      const plain = new Map(stringKeys(COUNT).map((key, n) => [key, values[n] ?? '']))
      const operations = passesOver(COUNT) * COUNT
      const check = (characters: number): void => expectEqual(characters, operations * 32)
      let oursKeys: string[] = []
      let rivalKeys: string[] = []
      return {
        ours: {
          operations,
          prepare() {
            oursKeys = freshKeys(operations)
          },
          run: () => lengthsShared(shared, oursKeys),
          check,
        },
        rival: {
          operations,
          prepare() {
            rivalKeys = freshKeys(operations)
          },
          run: () => lengthsPlain(plain, rivalKeys),
          check,
        },
      }
    },
  }),
]

const order: readonly number[] = shuffled(Array.from({ length: COUNT }, (_, n) => n))

/** Every string is an object of its own, used once. */
function freshKeys(count: number): string[] {
  return Array.from({ length: count }, (_, i) => stringKey(order[i % COUNT] ?? 0))
}

function lengthsShared(map: SharedMap<string, string>, keys: string[]): number {
  let characters = 0
  for (const key of keys) characters += map.get(key)?.length ?? 0
  return characters
}

function lengthsPlain(map: Map<string, string>, keys: string[]): number {
  let characters = 0
  for (const key of keys) characters += map.get(key)?.length ?? 0
  return characters
}
