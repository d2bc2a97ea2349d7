/** Random histories: those made to be linearizable are accepted, and small ones are judged as by trying every order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scaled, seedOf } from '../../map/contract/random.suite.ts'
import { hasAnOrder } from './brute-force.suite.ts'
import { checkLinearizable } from './check.ts'
import { generateHistory, type TestInput, type TestOperation } from './generated-history.suite.ts'
import { UNKNOWN, withoutOutput } from './history.ts'
import type { KeyOutput } from './map-input.ts'
import { mapModel } from './map-model.ts'
import type { Model } from './model.ts'
import { wholeMapModel } from './whole-map-model.ts'

const keyed = mapModel<number, number>()
const whole = wholeMapModel<number, number>()

describe('a history of operations that did take place one at a time', () => {
  it('is always accepted', { timeout: scaled(60_000) }, () => {
    const seed = seedOf('generated histories')
    const recipe = fc.record({
      seed: fc.nat(),
      operations: fc.integer({ min: 1, max: 300 }),
      threads: fc.integer({ min: 1, max: 8 }),
      keys: fc.integer({ min: 1, max: 4 }),
      clearEvery: fc.constantFrom(0, 10),
      deathEvery: fc.constantFrom(0, 50),
      slowness: fc.constantFrom(1, 100),
    })
    fc.assert(
      fc.property(recipe, (each) => {
        const history = generateHistory(each)
        expect(checkLinearizable(keyed, history)).toMatchObject({ ok: true })
        expect(checkLinearizable(whole, history)).toMatchObject({ ok: true })
      }),
      { seed, numRuns: scaled(300) },
    )
  })
})

const VALUES = 3
const value = fc.nat(VALUES - 1)

function inputs(keys: number): fc.Arbitrary<TestInput> {
  const key = fc.nat(keys - 1)
  const one = fc.oneof(
    fc.record({ op: fc.constantFrom('get', 'has', 'delete', 'take'), key }),
    fc.record({ op: fc.constantFrom('set', 'swap', 'getOrInsert'), key, value }),
    fc.record({ op: fc.constant('increment'), key, by: fc.constant(1) }),
    fc.record({
      op: fc.constant('compareAndSet'),
      key,
      expected: fc.option(value, { nil: undefined }),
      value,
    }),
    fc.record({ op: fc.constant('compareAndDelete'), key, expected: value }),
  )
  return fc.oneof(
    { weight: 10, arbitrary: one },
    { weight: 1, arbitrary: fc.constant<TestInput>({ op: 'clear' }) },
  )
}

const output: fc.Arbitrary<KeyOutput<number>> = fc.oneof(
  fc.option(value, { nil: undefined }),
  fc.boolean(),
)

/** At most six operations with random outputs, which seldom fit, or outputs of `generateHistory`, one of them spoilt. */
function small(keys: number): fc.Arbitrary<TestOperation[]> {
  const operation = fc
    .record({
      thread: fc.nat(2),
      input: inputs(keys),
      output: fc.oneof(
        { weight: 6, arbitrary: output },
        { weight: 1, arbitrary: fc.constant(UNKNOWN) },
      ),
      call: fc.nat(10),
      length: fc.oneof(
        { weight: 6, arbitrary: fc.nat(8) },
        { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
      ),
    })
    .map(({ length, ...rest }): TestOperation => ({ ...rest, return: rest.call + length }))
  const random = fc.array(operation, { maxLength: 6 })
  const spoilt = fc
    .record({ seed: fc.nat(), deathEvery: fc.constantFrom(0, 4), at: fc.nat(5), output })
    .map(({ seed, deathEvery, at, output }) => {
      const history = generateHistory({ seed, operations: 6, threads: 3, keys, deathEvery })
      return history.map((one, index) => (index === at ? { ...one, output } : one))
    })
  return fc.oneof(random, spoilt)
}

describe('the verdict on a small history', () => {
  const limit = { timeout: scaled(60_000) }
  it('is that of trying every order, key by key', limit, () => agreesWithBruteForce(keyed, 1))
  it('is that of trying every order, on the whole map', limit, () => agreesWithBruteForce(whole, 2))

  it('on the whole map is at least as strict as key by key', limit, () => {
    const seed = seedOf('strictness')
    fc.assert(
      fc.property(small(2), (history) => {
        if (hasAnOrder(whole, history)) expect(checkLinearizable(keyed, history).ok).toBe(true)
      }),
      { seed, numRuns: scaled(1000) },
    )
  })
})

function agreesWithBruteForce<State>(
  model: Model<State, TestInput, KeyOutput<number>>,
  keys: number,
): void {
  const seed = seedOf(`small histories with ${keys} keys`)
  const verdicts = { true: 0, false: 0 }
  fc.assert(
    fc.property(small(keys), (history) => {
      const expected = hasAnOrder(model, history)
      expect(checkLinearizable(model, history).ok).toBe(expected)
      verdicts[`${expected}`]++
    }),
    { seed, numRuns: scaled(3000) },
  )
  expect(verdicts.true).toBeGreaterThan(scaled(300))
  expect(verdicts.false).toBeGreaterThan(scaled(300))
}

describe('a violation', () => {
  it('is a part of the history, impossible itself, that nothing left out would explain', {
    timeout: scaled(60_000),
  }, () => {
    const seed = seedOf('violations')
    let found = 0
    fc.assert(
      fc.property(small(1), (history) => {
        const verdict = checkLinearizable(keyed, history)
        if (verdict.ok !== false) return
        found++
        const { operations, omitted } = verdict.violation
        expect(hasAnOrder(keyed, operations)).toBe(false)
        const left = [...history]
        for (const operation of operations) {
          const origin = left.findIndex((one) => isOrigin(one, operation))
          expect(origin).toBeGreaterThanOrEqual(0)
          left.splice(origin, 1)
        }
        expect(left.length).toBe(omitted)
        for (const one of left) {
          const more = [...operations, withoutOutput(one)]
          expect(hasAnOrder(keyed, more)).toBe(false)
        }
      }),
      { seed, numRuns: scaled(3000) },
    )
    expect(found).toBeGreaterThan(scaled(300))
  })
})

/** Output and return may have been opened. */
function isOrigin(recorded: TestOperation, shown: TestOperation): boolean {
  return (
    recorded.input === shown.input &&
    recorded.call === shown.call &&
    recorded.thread === shown.thread &&
    (shown.output === UNKNOWN || Object.is(recorded.output, shown.output)) &&
    (shown.return === Number.POSITIVE_INFINITY || shown.return === recorded.return)
  )
}
