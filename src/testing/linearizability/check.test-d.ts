import { expectTypeOf, test } from 'vitest'
import { checkLinearizable } from './check.ts'
import type { HistoryOperation } from './history.ts'
import { mapModel } from './map-model.ts'
import type { Model } from './model.ts'
import { wholeMapModel } from './whole-map-model.ts'

const counter: Model<number, 'add', number> = {
  initial: () => 0,
  next: (state) => state + 1,
  allows: (state, _, output) => output === state + 1,
}
const operation = { thread: 0, call: 1, return: 2 }

test('a verdict tells its three cases apart', () => {
  const verdict = checkLinearizable(counter, [])
  if (verdict.ok === true) expectTypeOf(verdict.partitions).toBeNumber()
  else if (verdict.ok === false) {
    expectTypeOf(verdict.violation.operations).toEqualTypeOf<
      readonly HistoryOperation<'add', number>[]
    >()
  } else expectTypeOf(verdict.undecided.maxSteps).toBeNumber()
})

test('the model says what a history is made of', () => {
  checkLinearizable(counter, [{ ...operation, input: 'add', output: 1 }])
  // @ts-expect-error the counter has no such operation
  checkLinearizable(counter, [{ ...operation, input: 'subtract', output: 1 }])
  // @ts-expect-error and returns no text
  checkLinearizable(counter, [{ ...operation, input: 'add', output: 'one' }])
})

test('a snapshot is for the model of the whole map', () => {
  const output = new Map([['a', 1]])
  const input = { op: 'snapshot' } as const
  checkLinearizable(wholeMapModel<string, number>(), [{ ...operation, input, output }])
  // @ts-expect-error one key does not have one
  checkLinearizable(mapModel<string, number>(), [{ ...operation, input, output }])
})
