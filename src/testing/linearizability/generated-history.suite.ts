/** Histories that are linearizable by the way they are made: each operation runs, on a plain `Map`, inside its interval. */
import { Random } from '../storm/random.ts'
import { type HistoryOperation, UNKNOWN } from './history.ts'
import type { ClearInput, KeyInput, KeyOutput } from './map-input.ts'

export type TestInput = KeyInput<number, number> | ClearInput
export type TestOperation = HistoryOperation<TestInput, KeyOutput<number>>

export interface Recipe {
  readonly seed: number
  readonly operations: number
  readonly threads: number
  readonly keys: number
  /** One operation in so many is a `clear`; 0: none. */
  readonly clearEvery?: number
  /** One operation in so many never returns, and its thread goes on as another; 0: none. */
  readonly deathEvery?: number
  /** How seldom a slow thread takes a step: 1 is as often as the others, and then there is no slow one. */
  readonly slowness?: number
}

interface Running {
  readonly input: TestInput
  readonly call: number
  readonly dies: boolean
  output: KeyOutput<number>
  stage: 'called' | 'done'
}

export function generateHistory(recipe: Recipe): TestOperation[] {
  const { threads, operations, clearEvery = 0, deathEvery = 0, slowness = 1 } = recipe
  const random = new Random(recipe.seed)
  const map = new Map<number, number>()
  const history: TestOperation[] = []
  const running = new Map<number, Running>()
  let stamp = 0
  let begun = 0
  while (history.length < operations) {
    const thread = random.below(threads)
    if (thread === 0 && !random.oneIn(slowness)) continue
    const current = running.get(thread)
    if (current === undefined) {
      if (begun === operations) continue
      begun++
      const input =
        clearEvery > 0 && random.oneIn(clearEvery) ? clear : randomInput(random, recipe, begun)
      const dies = deathEvery > 0 && random.oneIn(deathEvery)
      running.set(thread, { input, call: stamp++, dies, output: undefined, stage: 'called' })
    } else if (current.stage === 'called') {
      const { input, call, dies } = current
      if (!dies || random.oneIn(2)) current.output = perform(map, input)
      current.stage = 'done'
      if (!dies) continue
      history.push({ thread, input, output: UNKNOWN, call, return: Number.POSITIVE_INFINITY })
      running.delete(thread)
    } else {
      const { input, output, call } = current
      history.push({ thread, input, output, call, return: stamp++ })
      running.delete(thread)
    }
  }
  return history
}

const clear: ClearInput = { op: 'clear' }

/** Written values are distinct; expected ones are often right. */
function randomInput(random: Random, { keys }: Recipe, serial: number): TestInput {
  const key = random.below(keys)
  const value = serial * 16
  const expected = random.below(serial + 1) * 16
  switch (random.below(14)) {
    case 0:
    case 1:
      return { op: 'set', key, value }
    case 2:
      return { op: 'delete', key }
    case 3:
      return { op: 'take', key }
    case 4:
      return { op: 'swap', key, value }
    case 5:
      return { op: 'getOrInsert', key, value }
    case 6:
      return { op: 'increment', key, by: 1 }
    case 7:
      return { op: 'compareAndSet', key, expected: random.oneIn(2) ? undefined : expected, value }
    case 8:
      return { op: 'compareAndDelete', key, expected }
    case 9:
      return { op: 'has', key }
    default:
      return { op: 'get', key }
  }
}

/** One operation on a map that nobody else uses. */
export function perform(map: Map<number, number>, input: TestInput): KeyOutput<number> {
  if (input.op === 'clear') {
    map.clear()
    return undefined
  }
  const old = map.get(input.key)
  switch (input.op) {
    case 'get':
      return old
    case 'has':
      return map.has(input.key)
    case 'set':
      map.set(input.key, input.value)
      return undefined
    case 'swap':
      map.set(input.key, input.value)
      return old
    case 'getOrInsert':
      if (old === undefined) map.set(input.key, input.value)
      return old ?? input.value
    case 'delete':
      return map.delete(input.key)
    case 'take':
      map.delete(input.key)
      return old
    case 'increment':
      map.set(input.key, (old ?? 0) + input.by)
      return (old ?? 0) + input.by
    case 'compareAndSet':
      if (old !== input.expected) return false
      map.set(input.key, input.value)
      return true
    case 'compareAndDelete':
      if (old !== input.expected) return false
      return map.delete(input.key)
  }
}
