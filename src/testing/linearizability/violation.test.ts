import { describe, expect, it } from 'vitest'
import { checkLinearizable, type Violation } from './check.ts'
import { generateHistory, type TestInput, type TestOperation } from './generated-history.suite.ts'
import { type HistoryOperation, UNKNOWN } from './history.ts'
import type { KeyOutput } from './map-input.ts'
import { mapModel } from './map-model.ts'
import { type RegisterInput, register } from './objects.suite.ts'
import { did } from './sketch.suite.ts'

const map = mapModel<number, number>()

function violationOf(history: readonly TestOperation[]): Violation<TestInput, KeyOutput<number>> {
  const verdict = checkLinearizable(map, history)
  if (verdict.ok !== false) throw new Error(`no violation, but ${verdict.ok}`)
  return verdict.violation
}

/** A history without fault, and after it operations on a key of their own. */
function followedBy(
  history: readonly TestOperation[],
  more: readonly TestOperation[],
): TestOperation[] {
  const start = 1 + Math.max(...history.map(({ call }) => call))
  const moved = more.map((one) => ({ ...one, call: one.call + start, return: one.return + start }))
  return [...history, ...moved]
}

describe('the picture of a violation', () => {
  it('has a line for each operation, what each did, and when', () => {
    const { text } = violationOf([
      did(1, '|-|', { op: 'set', key: 7, value: 1 } as const, undefined),
      did(2, '    |-|', { op: 'set', key: 7, value: 2 } as const, undefined),
      did(1, '        |-|', { op: 'get', key: 7 } as const, 1),
    ])
    expect(text).toBe(
      [
        'not linearizable: the marked operation fits in no order of the history of 7',
        '  thread 1  set(7, 1)    |-|',
        '  thread 2  set(7, 2)        |-|',
        '> thread 1  get(7) -> 1          |-|',
        '  it can only meet the state 2',
      ].join('\n'),
    )
  })

  it('leaves open what did not return, and says how much is left out', () => {
    const { text } = violationOf([
      did(1, '|-|', { op: 'set', key: 7, value: 1 } as const, undefined),
      did(1, '    |-|', { op: 'set', key: 7, value: 2 } as const, undefined),
      did(3, '     |-|', { op: 'has', key: 7 } as const, true),
      did(2, '        |---', { op: 'set', key: 7, value: 3 } as const, undefined),
      did(1, '         |-|', { op: 'get', key: 7 } as const, 3),
      did(3, '             |-|', { op: 'get', key: 7 } as const, 2),
    ])
    expect(text).toBe(
      [
        'not linearizable: the marked operation fits in no order of the history of 7',
        '  thread 1  set(7, 2)    |-|',
        '  thread 2  set(7, 3)        |---------',
        '  thread 1  get(7) -> 3        |-|',
        '> thread 3  get(7) -> 2            |-|',
        '  it can only meet the state 3',
        '  left out: 2 that would not explain it',
      ].join('\n'),
    )
  })

  it('shows inputs and outputs as they are where the model has no words for them', () => {
    const history: HistoryOperation<RegisterInput, number | undefined>[] = [
      did(1, '|-|', { write: 1 }, undefined),
      did(2, '    |-|', 'read', 0),
    ]
    const verdict = checkLinearizable(register, history)
    expect(verdict).toMatchObject({
      violation: { text: expect.stringContaining('{ write: 1 } -> undefined') },
    })
    expect(verdict).toMatchObject({ violation: { text: expect.stringContaining("'read' -> 0") } })
  })
})

describe('a violation at the end of a long history', () => {
  const sound = generateHistory({ seed: 3, operations: 20_000, threads: 8, keys: 4 })

  it('is shown without the rest', () => {
    const stale = followedBy(sound, [
      did(1, '|-|', { op: 'set', key: 2, value: -1 } as const, undefined),
      did(2, '    |-|', { op: 'swap', key: 2, value: -2 } as const, -1),
      did(2, '        |-|', { op: 'has', key: 2 } as const, true),
      did(1, '            |-|', { op: 'get', key: 2 } as const, -1),
      did(2, '                |-|', { op: 'set', key: 2, value: -3 } as const, undefined),
    ])
    const { operations, omitted, partition } = violationOf(stale)
    expect(partition).toBe(2)
    expect(operations.map(({ input }) => input.op)).toEqual(['set', 'swap', 'get'])
    expect(omitted).toBeGreaterThan(4000)
  })

  it('that takes two outputs to see is shown with both', () => {
    const lost = followedBy(sound, [
      did(1, '|-|', { op: 'set', key: 2, value: -100 } as const, undefined),
      did(1, '    |---|', { op: 'increment', key: 2, by: 1 } as const, -99),
      did(2, '     |---|', { op: 'increment', key: 2, by: 1 } as const, -99),
    ])
    const { operations } = violationOf(lost)
    expect(operations.map(({ input, output }) => [input.op, output])).toEqual([
      ['set', undefined],
      ['increment', -99],
      ['increment', -99],
    ])
  })

  it('of a value that nobody wrote is shown alone', () => {
    const invented = followedBy(sound, [did(1, '|-|', { op: 'get', key: 2 } as const, -5)])
    const { operations, text } = violationOf(invented)
    expect(operations).toHaveLength(1)
    expect(text).toContain('it can only meet the state')
  })

  it('that is seen only once an operation returned that was under way is shown with it', () => {
    const late = followedBy(sound, [
      did(1, '|-|', { op: 'set', key: 2, value: -100 } as const, undefined),
      did(2, '    |-|', { op: 'has', key: 2 } as const, true),
      did(3, '     |-|', { op: 'has', key: 2 } as const, true),
      did(1, '         |-------------|', { op: 'increment', key: 2, by: 1 } as const, -50),
      did(2, '          |-|', { op: 'get', key: 2 } as const, -99),
      did(3, '                         |-|', { op: 'has', key: 2 } as const, true),
    ])
    const { operations } = violationOf(late)
    expect(operations.map(({ input, output }) => [input.op, output])).toEqual([
      ['set', undefined],
      ['increment', -50],
      ['get', -99],
    ])
  })

  it('is cut where it can be seen first: operations that were under way then are pending', () => {
    const torn = followedBy(sound, [
      did(1, '|-|', { op: 'set', key: 2, value: -1 } as const, undefined),
      did(3, '    |-----------------|', { op: 'swap', key: 2, value: -2 } as const, -1),
      did(1, '     |-|', { op: 'get', key: 2 } as const, -2),
      did(1, '         |-|', { op: 'get', key: 2 } as const, -1),
    ])
    const { operations } = violationOf(torn)
    expect(operations.map(({ input, output }) => [input.op, output])).toEqual([
      ['set', undefined],
      ['swap', UNKNOWN],
      ['get', -2],
      ['get', -1],
    ])
    expect(operations[1]?.return).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('the state that the marked operation can meet', () => {
  it('is one of those after what came before it, not one that another operation could not meet', () => {
    const { text } = violationOf([
      did(1, '|---|', { op: 'set', key: 7, value: 1 } as const, undefined),
      did(2, ' |-----|', { op: 'set', key: 7, value: 2 } as const, undefined),
      did(1, '         |-|', { op: 'get', key: 7 } as const, 1),
      did(1, '             |-|', { op: 'get', key: 7 } as const, 9),
    ])
    expect(text).toContain('it can only meet the state 1\n')
  })
})

describe('a violation in the middle of a storm', () => {
  it('is found and shown within seconds, also where eight threads contend for one key', () => {
    const history = generateHistory({ seed: 8, operations: 20_000, threads: 8, keys: 1 })
    const middle = history.findIndex(
      ({ input, output }, index) => index > 10_000 && input.op === 'get' && output !== undefined,
    )
    const spoilt = history.map((one, index) => (index === middle ? { ...one, output: 16 } : one))
    const start = performance.now()
    const { operations } = violationOf(spoilt)
    expect(performance.now() - start).toBeLessThan(10_000)
    expect(operations.length).toBeLessThan(20)
  })
})
