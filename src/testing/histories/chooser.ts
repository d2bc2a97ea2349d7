/** What a thread of a storm does next: an operation, its key, and values that make sense for it. */
import type { Random } from '../storm/random.ts'
import type { Load } from './loads.ts'
import { OPERATIONS, type OperationName, type Plan } from './operation-codes.ts'
import { ABSENT, hasTexts, numberOf } from './stored-numbers.ts'

/** One expected value in so many is absent or that of any write; the others are the last ones this thread saw. */
const EXPECTS_ANY = 3
/** One operation in so many is another look at the key of the last one, often by another instance. */
const LOOKS_AGAIN = 5

export class Chooser {
  readonly plan: Plan = { op: 'get', key: 0, argument: ABSENT, expected: ABSENT }
  readonly #load: Load
  readonly #random: Random
  /** Each operation as often as its weight says. */
  readonly #chances: readonly OperationName[]
  /** By key: what this thread last saw or wrote. */
  readonly #seen = new Map<number, number>()

  constructor(load: Load, random: Random) {
    this.#load = load
    this.#random = random
    this.#chances = OPERATIONS.flatMap((op) => Array.from({ length: load.weights[op] }, () => op))
  }

  /** Makes the plan for the operation with this serial number, which no other thread's has. */
  next(serial: number): void {
    const { plan } = this
    const random = this.#random
    if (random.oneIn(LOOKS_AGAIN)) {
      plan.op = 'get'
      return
    }
    plan.op = this.#chances[random.below(this.#chances.length)] ?? 'get'
    plan.key = this.#key(serial)
    plan.argument = numberOf(serial)
    plan.expected = ABSENT
    if (plan.op === 'increment') {
      // There are no sums of texts.
      if (hasTexts(plan.key)) plan.op = 'swap'
      else plan.argument = 1
    } else if (plan.op === 'compareAndSet' || plan.op === 'compareAndDelete') {
      plan.expected = this.#expected(plan.key, serial)
      // What is absent is not to be deleted.
      if (plan.op === 'compareAndDelete' && Number.isNaN(plan.expected)) plan.op = 'has'
    }
  }

  /** What came of the plan. */
  note(result: number): void {
    const { op, key, argument } = this.plan
    switch (op) {
      case 'get':
      case 'getOrInsert':
      case 'increment':
        this.#seen.set(key, result)
        break
      case 'set':
      case 'swap':
        this.#seen.set(key, argument)
        break
      case 'delete':
      case 'take':
        this.#seen.delete(key)
    }
  }

  #key(serial: number): number {
    const { hotKeys, hotShare, coldKeys } = this.#load
    const random = this.#random
    if (coldKeys === 0 || random.below(100) < hotShare) return random.below(hotKeys)
    if (coldKeys !== 'fresh') return hotKeys + random.below(coldKeys)
    // The serial numbers of all threads are about the same, so others have used most of those below.
    return hotKeys + (random.oneIn(2) ? serial : random.below(serial))
  }

  #expected(key: number, serial: number): number {
    const random = this.#random
    if (!random.oneIn(EXPECTS_ANY)) return this.#seen.get(key) ?? ABSENT
    return random.oneIn(2) ? ABSENT : numberOf(random.below(serial) + 1)
  }
}
