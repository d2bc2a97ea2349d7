import { describe, expect, it, test } from 'vitest'
import { checkLinearizable } from './check.ts'
import type { HistoryOperation } from './history.ts'
import type { ClearInput, KeyInput, KeyOutput, SnapshotInput } from './map-input.ts'
import { mapModel } from './map-model.ts'
import { did } from './sketch.suite.ts'
import { type WholeMap, wholeMapModel } from './whole-map-model.ts'

type Input = KeyInput<string, number> | ClearInput
type Value = number | undefined

const key = 'a'
const keyed = mapModel<string, number>()
const whole = wholeMapModel<string, number>()

const get = { op: 'get', key } as const
const set = { op: 'set', key, value: 2 } as const
const ifAbsent = { op: 'compareAndSet', key, expected: undefined, value: 2 } as const
const ifOne = { op: 'compareAndSet', key, expected: 1, value: 2 } as const
const ifMinusZero = { op: 'compareAndSet', key, expected: -0, value: 2 } as const

describe('an operation on one key', () => {
  const cases: [input: Input, before: Value, output: KeyOutput<number>, after: Value][] = [
    [get, undefined, undefined, undefined],
    [get, 1, 1, 1],
    [{ op: 'has', key }, undefined, false, undefined],
    [{ op: 'has', key }, 1, true, 1],
    [set, undefined, undefined, 2],
    [set, 1, undefined, 2],
    [{ op: 'swap', key, value: 2 }, undefined, undefined, 2],
    [{ op: 'swap', key, value: 2 }, 1, 1, 2],
    [{ op: 'delete', key }, undefined, false, undefined],
    [{ op: 'delete', key }, 1, true, undefined],
    [{ op: 'take', key }, undefined, undefined, undefined],
    [{ op: 'take', key }, 1, 1, undefined],
    [{ op: 'getOrInsert', key, value: 2 }, undefined, 2, 2],
    [{ op: 'getOrInsert', key, value: 2 }, 1, 1, 1],
    [{ op: 'increment', key, by: 3 }, undefined, 3, 3],
    [{ op: 'increment', key, by: 3 }, 1, 4, 4],
    [ifAbsent, undefined, true, 2],
    [ifAbsent, 1, false, 1],
    [ifOne, undefined, false, undefined],
    [ifOne, 1, true, 2],
    [ifMinusZero, 0, false, 0],
    [ifMinusZero, -0, true, 2],
    [{ op: 'compareAndDelete', key, expected: 1 }, undefined, false, undefined],
    [{ op: 'compareAndDelete', key, expected: 1 }, 1, true, undefined],
    [{ op: 'compareAndDelete', key, expected: 1 }, 2, false, 2],
    [{ op: 'clear' }, 1, undefined, undefined],
  ]
  const outputs: KeyOutput<number>[] = [undefined, true, false, 0, -0, 1, 2, 3, 4]

  it.each(cases)('%j, on %s, returns %s and leaves %s', (input, before, output, after) => {
    expect(keyed.next(before, input)).toBe(after)
    const map: WholeMap<string, number> = new Map(before === undefined ? [] : [[key, before]])
    expect(whole.next(map, input).get(key)).toBe(after)
    expect(whole.next(map, input).has(key)).toBe(after !== undefined)
    const isSilent = input.op === 'set' || input.op === 'clear'
    for (const each of outputs) {
      const isRight = isSilent || Object.is(each, output)
      expect(keyed.allows(before, input, each), `returns ${String(each)}`).toBe(isRight)
      expect(whole.allows(map, input, each), `returns ${String(each)}`).toBe(isRight)
    }
  })

  it('that throws on what is no number cannot return, and changes nothing', () => {
    const model = mapModel<string, string>()
    const input = { op: 'increment', key, by: 1 } as const
    expect(model.allows('text', input, 1)).toBe(false)
    expect(model.next('text', input)).toBe('text')
  })
})

type KeyHistory = HistoryOperation<Input, KeyOutput<number>>[]
type WholeHistory = HistoryOperation<
  Input | SnapshotInput,
  KeyOutput<number> | WholeMap<string, number>
>[]

describe('a map', () => {
  const wrong: [name: string, history: KeyHistory][] = [
    [
      'a lost update: two increments with the same sum',
      [
        did(1, '|---|', { op: 'increment', key, by: 1 }, 1),
        did(2, ' |---|', { op: 'increment', key, by: 1 }, 1),
      ],
    ],
    [
      'one value for two takers',
      [
        did(1, '|-|', set, undefined),
        did(1, '    |---|', { op: 'take', key }, 2),
        did(2, '     |---|', { op: 'take', key }, 2),
      ],
    ],
    [
      'two inserts if absent that both succeed',
      [did(1, '|---|', ifAbsent, true), did(2, ' |---|', ifAbsent, true)],
    ],
    [
      'a key that is there for one and not for the other, after its delete was seen',
      [
        did(1, '|-|', set, undefined),
        did(1, '    |---------|', { op: 'delete', key }, true),
        did(2, '     |-|', get, undefined),
        did(3, '         |-|', { op: 'has', key }, true),
      ],
    ],
    [
      'a value that outlives a clear',
      [
        did(1, '|-|', set, undefined),
        did(2, '    |-|', { op: 'clear' }, undefined),
        did(1, '        |-|', get, 2),
      ],
    ],
    [
      'a clear that is seen, and then is not',
      [
        did(1, '|-|', set, undefined),
        did(2, '    |-----------|', { op: 'clear' }, undefined),
        did(1, '     |-|', get, undefined),
        did(3, '         |-|', get, 2),
      ],
    ],
  ]
  it.each(wrong)('may not show %s', (_, history) => {
    expect(checkLinearizable(keyed, history).ok).toBe(false)
    expect(checkLinearizable(whole, history).ok).toBe(false)
  })

  test('a clear that comes to one key before the other is atomic for each, and not for the map', () => {
    const history: KeyHistory = [
      did(1, '|-|', { op: 'set', key: 'a', value: 1 }, undefined),
      did(1, '    |-|', { op: 'set', key: 'b', value: 2 }, undefined),
      did(2, '        |-----------|', { op: 'clear' }, undefined),
      did(1, '         |-|', { op: 'get', key: 'a' }, undefined),
      did(1, '             |-|', { op: 'get', key: 'b' }, 2),
    ]
    expect(checkLinearizable(keyed, history)).toMatchObject({ ok: true, partitions: 2 })
    expect(checkLinearizable(whole, history).ok).toBe(false)
  })

  test('a clear counts in the keys that come up later, and in none if there are no others', () => {
    const clear = did<Input, KeyOutput<number>>(2, '|--', { op: 'clear' }, undefined)
    expect(checkLinearizable(keyed, [clear])).toMatchObject({ ok: true })
    const history: KeyHistory = [
      clear,
      did(1, '   |-|', set, undefined),
      did(1, '       |-|', get, undefined),
    ]
    expect(checkLinearizable(keyed, history).ok).toBe(true)
  })

  test('a zero is not taken for the negative one, nor the other way round', () => {
    const history = (output: number): KeyHistory => [
      did(1, '|-|', { op: 'set', key, value: 0 }, undefined),
      did(1, '    |-|', { op: 'set', key, value: -0 }, undefined),
      did(1, '        |-|', get, output),
    ]
    for (const model of [keyed, whole]) {
      expect(checkLinearizable<unknown, Input, unknown>(model, history(-0)).ok).toBe(true)
      expect(checkLinearizable<unknown, Input, unknown>(model, history(0)).ok).toBe(false)
    }
  })

  test('a snapshot is of one instant', () => {
    const writes: WholeHistory = [
      did(1, '|-|', { op: 'set', key: 'a', value: 1 }, undefined),
      did(1, '    |-|', { op: 'set', key: 'b', value: 2 }, undefined),
      did(1, '        |-|', { op: 'delete', key: 'a' }, true),
    ]
    const snapshot = (bar: string, entries: [string, number][]): WholeHistory => [
      ...writes,
      did(2, bar, { op: 'snapshot' } as const, new Map(entries)),
    ]
    const during = ' |---------|'
    const of = (bar: string, entries: [string, number][]): boolean | undefined =>
      checkLinearizable(whole, snapshot(bar, entries)).ok
    expect(of(during, [])).toBe(true)
    expect(of(during, [['a', 1]])).toBe(true)
    expect(
      of(during, [
        ['a', 1],
        ['b', 2],
      ]),
    ).toBe(true)
    expect(of(during, [['b', 2]])).toBe(true)
    expect(of(during, [['b', 1]])).toBe(false)
    expect(of('     |-----|', [])).toBe(false)
  })
})
