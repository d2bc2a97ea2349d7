/** What comes next: the operations of one thread, with their keys and values. */
import { keyChoice } from './key-choice.ts'
import { type Random, randomOf } from './random.ts'
import { keyText, Values } from './texts.ts'
import { type Mix, OPERATIONS, type Operation, type Workload } from './workload.ts'

export interface Draw {
  readonly operation: Operation
  readonly key: string
  /** Empty for operations that write none. */
  readonly value: string
  /** How many entries `iterate` visits. */
  readonly entries: number
}

/** As YCSB's scans: each length from 1 alike. */
export const MOST_ENTRIES = 100

/** `inserted` is the number of keys that were ever inserted, of all threads that share a map: one word. */
export function draws(workload: Workload, thread: number, inserted: Int32Array): () => Draw {
  const random = randomOf(workload.seed, thread)
  const operation = operationChoice(workload.mix, random)
  const key = keyChoice(workload, random, () => Atomics.load(inserted, 0))
  const values = new Values(workload.valueBytes, random)
  return () => {
    const next = operation()
    const number = next === 'insert' ? Atomics.add(inserted, 0, 1) : key()
    return {
      operation: next,
      key: keyText(number, workload.keyBytes),
      value: next === 'set' || next === 'insert' || next === 'update' ? values.next() : '',
      entries: next === 'iterate' ? 1 + random.below(MOST_ENTRIES) : 0,
    }
  }
}

function operationChoice(mix: Mix, random: Random): () => Operation {
  const used = OPERATIONS.filter((operation) => mix[operation] > 0)
  let sum = 0
  const ends = used.map((operation) => {
    sum += mix[operation]
    return sum
  })
  const last = used.at(-1) ?? 'get'
  return () => {
    const drawn = random.next() * sum
    let at = 0
    while (at < ends.length - 1 && drawn >= (ends[at] ?? sum)) at++
    return used[at] ?? last
  }
}
