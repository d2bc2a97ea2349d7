import { describe, expect, it, test } from 'vitest'
import { OptionError } from '../../errors.ts'
import { checkLinearizable } from './check.ts'
import { generateHistory } from './generated-history.suite.ts'
import { type HistoryOperation, withoutOutput } from './history.ts'
import { mapModel } from './map-model.ts'
import { type QueueInput, queue, type RegisterInput, register } from './objects.suite.ts'
import { did } from './sketch.suite.ts'

type Register = HistoryOperation<RegisterInput, number | undefined>[]
type Queue = HistoryOperation<QueueInput, string | undefined>[]

describe('a register', () => {
  const good: [name: string, history: Register][] = [
    ['nothing', []],
    ['reads of the first value', [did(1, '|-|', 'read', 0), did(2, ' |-|', 'read', 0)]],
    [
      'a read of the old value during a write',
      [did(1, '|-------|', { write: 1 }, undefined), did(2, '  |-|', 'read', 0)],
    ],
    [
      'first the old and then the new value during a write',
      [
        did(1, '|-----------|', { write: 1 }, undefined),
        did(2, ' |-|', 'read', 0),
        did(3, '     |-|', 'read', 1),
        did(2, '         |-|', 'read', 1),
      ],
    ],
    [
      'writes that overlap, read in the order opposite to their calls',
      [
        did(1, '|-------|', { write: 1 }, undefined),
        did(2, ' |-----|', { write: 2 }, undefined),
        did(3, '          |-|', 'read', 1),
      ],
    ],
    [
      'a write of a thread that died, and that took effect',
      [
        did(1, '|--', { write: 1 }, undefined),
        did(2, '   |-|', 'read', 0),
        did(2, '       |-|', 'read', 1),
      ],
    ],
    [
      'a write of a thread that died, and that did not',
      [did(1, '|--', { write: 1 }, undefined), did(2, '   |-|', 'read', 0)],
    ],
    ['nothing but threads that died', [did(1, '|--', 'read', 0), did(2, '|--', { write: 1 }, 0)]],
    [
      'operations that touch: the return of one is the call of the other',
      [did(1, '|-|', { write: 1 }, undefined), did(2, '  |-|', 'read', 0)],
    ],
  ]
  it.each(good)('may show %s', (_, history) => {
    expect(checkLinearizable(register, history)).toMatchObject({
      ok: true,
      operations: history.length,
    })
  })

  const bad: [name: string, history: Register][] = [
    ['a value that nobody wrote', [did(1, '|-|', 'read', 7)]],
    [
      'a stale read: older than a write that was over',
      [did(1, '|-|', { write: 1 }, undefined), did(2, '    |-|', 'read', 0)],
    ],
    [
      'a value before its write began',
      [did(1, '|-|', 'read', 1), did(2, '    |-|', { write: 1 }, undefined)],
    ],
    [
      'the new value and then the old one during a write',
      [
        did(1, '|---------|', { write: 1 }, undefined),
        did(2, ' |-|', 'read', 1),
        did(3, '     |-|', 'read', 0),
      ],
    ],
    [
      'two writes in one order for one reader, in the other for the other',
      [
        did(1, '|-------------|', { write: 1 }, undefined),
        did(2, '|-------------|', { write: 2 }, undefined),
        did(3, ' |-|', 'read', 1),
        did(3, '      |-|', 'read', 2),
        did(4, '  |-|', 'read', 2),
        did(4, '       |-|', 'read', 1),
      ],
    ],
    [
      'a write of a thread that died, seen and then gone',
      [
        did(1, '|--', { write: 1 }, undefined),
        did(2, '   |-|', 'read', 1),
        did(2, '       |-|', 'read', 0),
      ],
    ],
    [
      'a value from a thread that called and died only later',
      [did(2, '|-|', 'read', 1), did(1, '    |--', { write: 1 }, undefined)],
    ],
  ]
  it.each(bad)('may not show %s', (_, history) => {
    expect(checkLinearizable(register, history).ok).toBe(false)
  })
})

/** After M. Herlihy and J. Wing, "Linearizability: a correctness condition for concurrent objects" (1990), section 2. */
describe('a queue', () => {
  const good: [name: string, history: Queue][] = [
    [
      'items in the order opposite to the calls that overlapped',
      [
        did(1, '|-----|', { enqueue: 'x' }, undefined),
        did(2, ' |-----|', { enqueue: 'y' }, undefined),
        did(2, '         |-|', 'dequeue', 'y'),
        did(1, '             |-|', 'dequeue', 'x'),
      ],
    ],
    [
      'an item whose enqueue is still under way',
      [did(1, '|-------|', { enqueue: 'x' }, undefined), did(2, '  |-|', 'dequeue', 'x')],
    ],
    [
      'an item that a thread had enqueued when it died',
      [did(1, '|--', { enqueue: 'x' }, undefined), did(2, '   |-|', 'dequeue', 'x')],
    ],
  ]
  it.each(good)('may give %s', (_, history) => {
    expect(checkLinearizable(queue, history).ok).toBe(true)
  })

  const bad: [name: string, history: Queue][] = [
    [
      'the second item before the first',
      [
        did(1, '|-|', { enqueue: 'x' }, undefined),
        did(2, '    |-|', { enqueue: 'y' }, undefined),
        did(1, '        |---|', 'dequeue', 'y'),
      ],
    ],
    [
      'an item twice',
      [
        did(1, '|-|', { enqueue: 'x' }, undefined),
        did(2, '    |----|', { enqueue: 'y' }, undefined),
        did(1, '     |---|', 'dequeue', 'x'),
        did(2, '           |-|', 'dequeue', 'x'),
      ],
    ],
    [
      'nothing after an item that nobody took',
      [did(1, '|-|', { enqueue: 'x' }, undefined), did(2, '    |-|', 'dequeue', undefined)],
    ],
  ]
  it.each(bad)('may not give %s', (_, history) => {
    expect(checkLinearizable(queue, history).ok).toBe(false)
  })
})

describe('checkLinearizable', () => {
  it('takes a history in any order of its operations', () => {
    const history: Register = [did(2, '    |-|', 'read', 1), did(1, '|-|', { write: 1 }, undefined)]
    expect(checkLinearizable(register, history).ok).toBe(true)
  })

  it('takes an unknown output for any, but not for one that did not happen', () => {
    const history: Register = [
      did(1, '|-|', { write: 1 }, undefined),
      withoutOutput(did(2, '    |-|', { write: 2 }, undefined)),
      withoutOutput(did(2, '        |-|', 'read', 7)),
    ]
    expect(checkLinearizable(register, history).ok).toBe(true)
    history.push(did(3, '            |-|', 'read', 1))
    expect(checkLinearizable(register, history).ok).toBe(false)
  })

  it('says that it does not know when the bound is too low, which is neither true nor false', () => {
    const history = generateHistory({ seed: 1, operations: 100, threads: 4, keys: 1 })
    const verdict = checkLinearizable(mapModel<number, number>(), history, { maxSteps: 50 })
    expect(verdict).toEqual({
      ok: undefined,
      undecided: { partition: 0, operations: 100, maxSteps: 50 },
    })
  })

  it('finds the violation of one part after a bound was too low for another', () => {
    const long = generateHistory({ seed: 1, operations: 100, threads: 4, keys: 1 })
    const wrong = did(9, '|-|', { op: 'get', key: 5 } as const, 1)
    const history = [...long, { ...wrong, call: 1000, return: 1001 }]
    const verdict = checkLinearizable(mapModel<number, number>(), history, { maxSteps: 50 })
    expect(verdict).toMatchObject({ ok: false, violation: { partition: 5 } })
  })

  test.each([
    ['a return before its call', { call: 5, return: 4 }],
    ['a call that is no number', { call: Number.NaN, return: 4 }],
    ['a call at infinity', { call: Number.POSITIVE_INFINITY, return: Number.POSITIVE_INFINITY }],
  ])('refuses %s', (_, stamps) => {
    const operation = { thread: 0, input: 'read', output: 0, ...stamps } as const
    expect(() => checkLinearizable(register, [operation])).toThrow(OptionError)
  })

  test.each([0, -1, Number.NaN])('refuses a bound of %d', (maxSteps) => {
    expect(() => checkLinearizable(register, [], { maxSteps })).toThrow(OptionError)
  })
})

describe('its speed', () => {
  const model = mapModel<number, number>()
  test.each([
    ['100,000 operations on 1,000 keys', { operations: 100_000, threads: 8, keys: 1000 }],
    ['100,000 on 8 keys that 8 threads contend for', { operations: 100_000, threads: 8, keys: 8 }],
    [
      'the same with a thread that is held up again and again',
      { operations: 100_000, threads: 8, keys: 8, slowness: 5000 },
    ],
    ['5,000 on one key', { operations: 5000, threads: 8, keys: 1 }],
    [
      '5,000 on one key, and dying threads',
      { operations: 5000, threads: 8, keys: 1, deathEvery: 500 },
    ],
  ])('is under a second for %s', (_, recipe) => {
    const history = generateHistory({ seed: 5, ...recipe })
    const took = [1, 2, 3].map(() => {
      const start = performance.now()
      expect(checkLinearizable(model, history).ok).toBe(true)
      return performance.now() - start
    })
    expect(Math.min(...took)).toBeLessThan(1000)
  })
})
