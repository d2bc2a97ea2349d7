/** SharedCounter in one thread: its arithmetic, its limits, its handles, its life. Threads are in test/counter.test.ts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectCode } from '../map/contract/expectations.suite.ts'
import { Memory, type WasmMemory } from '../map/contract/wasm-memory.suite.ts'
import { SharedMap } from '../map/shared-map.ts'
import type { SharedCounterOptions } from './counter.ts'
import { SharedCounter } from './shared-counter.ts'

const MAX = Number.MAX_SAFE_INTEGER
const FORMS: readonly SharedCounterOptions[] = [
  {},
  { striped: 1 },
  { striped: 3 },
  { striped: true },
]

describe.each(FORMS)('a counter with %o', (form) => {
  it('counts from 0, or from what it is told, up and down', () => {
    const counter = new SharedCounter(form)
    expect(counter.value).toBe(0)
    counter.add()
    counter.add(41)
    counter.increment()
    counter.decrement()
    counter.add(-50)
    counter.add(0)
    counter.add(-0)
    expect(counter.value).toBe(-8)
    expect(new SharedCounter({ ...form, initial: -5 }).value).toBe(-5)
    expect(new SharedCounter({ ...form, initial: MAX }).value).toBe(MAX)
  })

  it('is the sum of whatever is added, through several instances', () => {
    const safe = fc.oneof(fc.integer(), fc.integer({ min: -(2 ** 49), max: 2 ** 49 }))
    fc.assert(
      fc.property(fc.array(fc.tuple(safe, fc.nat(4)), { maxLength: 15 }), (adds) => {
        const counter = new SharedCounter(form)
        const instances = Array.from({ length: 5 }, () => SharedCounter.attach(counter.handle))
        for (const [by, at] of adds) instances[at]?.add(by)
        const sum = adds.reduce((total, [by]) => total + by, 0)
        expect(counter.value).toBe(sum)
        expect(instances[0]?.reset()).toBe(sum)
        expect(counter.value).toBe(0)
      }),
    )
  })

  it('is exact at both ends, and never tells what it cannot tell exactly', () => {
    for (const sign of [1, -1]) {
      const counter = new SharedCounter({ ...form, initial: sign * (MAX - 1) })
      counter.add(sign)
      expect(counter.value).toBe(sign * MAX)
      const beyond = (): unknown => {
        counter.add(sign)
        return counter.value
      }
      expectCode('ERR_VALUE_TOO_LARGE', beyond)
      if (counter.stats().stripes > 0) {
        expectCode('ERR_VALUE_TOO_LARGE', () => counter.reset())
        counter.add(-sign)
      }
      expect(counter.value).toBe(sign * MAX)
      counter.add(-sign * MAX)
      counter.add(-sign * MAX)
      expect(counter.value).toBe(-sign * MAX)
      expect(counter.reset()).toBe(-sign * MAX)
    }
  })

  it('adds safe integers only, and anything else changes nothing', () => {
    const counter = new SharedCounter({ ...form, initial: 7 })
    const wrong = [1.5, 2 ** 53, -(2 ** 53), Number.NaN, Number.POSITIVE_INFINITY, '1', 1n, null]
    for (const by of [...wrong, {}, true, Symbol('by')]) {
      expectCode('ERR_VALUE_TYPE', () => Reflect.apply(counter.add, counter, [by]))
    }
    expect(counter.value).toBe(7)
  })

  it('is reset to 0, and gives what it had', () => {
    const counter = new SharedCounter({ ...form, initial: 5 })
    counter.add(6)
    expect(counter.reset()).toBe(11)
    expect(counter.reset()).toBe(0)
    counter.add(-2)
    expect(SharedCounter.attach(counter.handle).reset()).toBe(-2)
    expect(counter.value).toBe(0)
  })

  it('is reached by clones of its handle', () => {
    const counter = new SharedCounter({ ...form, name: 'hits' })
    const other = SharedCounter.attach(structuredClone(counter.handle))
    other.add(3)
    SharedCounter.attach(structuredClone({ within: other.handle }).within).add(4)
    expect([counter.value, other.value]).toEqual([7, 7])
    expect(other.stats()).toEqual(counter.stats())
    expect(other.stats()).toMatchObject({ name: 'hits', retries: 0 })
  })

  it('closes one instance, and the others go on', () => {
    const counter = new SharedCounter(form)
    const other = SharedCounter.attach(counter.handle)
    other.add(2)
    other.close()
    other.close()
    other[Symbol.dispose]()
    const calls: readonly (() => unknown)[] = [
      () => other.add(),
      () => other.increment(),
      () => other.decrement(),
      () => other.value,
      () => other.reset(),
      () => other.handle,
      () => other.stats(),
    ]
    for (const call of calls) expectCode('ERR_CLOSED', call)
    counter.add(1)
    expect(counter.value).toBe(3)
  })
})

describe('a plain counter', () => {
  it('returns the new value, and refuses to pass its limits', () => {
    const counter = new SharedCounter({ initial: MAX - 1 })
    expect(counter.add()).toBe(MAX)
    expectCode('ERR_VALUE_TOO_LARGE', () => counter.add())
    expectCode('ERR_VALUE_TOO_LARGE', () => counter.add(MAX))
    expect(counter.value).toBe(MAX)
    expect(counter.decrement()).toBe(MAX - 1)
    expect(counter.add(-MAX)).toBe(-1)
    expect(counter.add(1 - MAX)).toBe(-MAX)
    expectCode('ERR_VALUE_TOO_LARGE', () => counter.decrement())
    expect(counter.increment()).toBe(1 - MAX)
    expect(counter.add(-0)).toBe(1 - MAX)
  })
})

describe('a striped counter', () => {
  it('returns nothing from an add, and has as many cells as it is told', () => {
    const counter = new SharedCounter({ striped: 7 })
    expect(counter.add(5)).toBeUndefined()
    expect(counter.stats().stripes).toBe(7)
    expect(new SharedCounter({ striped: 256 }).stats().stripes).toBe(256)
    expect(new SharedCounter({ striped: true }).stats().stripes).toBeGreaterThanOrEqual(2)
    expect(new SharedCounter({ striped: false }).stats().stripes).toBe(0)
  })

  it('finds out at value and reset that its cells together are beyond, and counts on', () => {
    const counter = new SharedCounter({ striped: 2, initial: MAX })
    const other = SharedCounter.attach(counter.handle)
    other.add(2)
    expectCode('ERR_VALUE_TOO_LARGE', () => counter.value)
    expectCode('ERR_VALUE_TOO_LARGE', () => other.reset())
    counter.add(-MAX)
    expect(counter.value).toBe(2)
  })

  it('refuses an add that its cell cannot take, and lets none go unnoticed', () => {
    const counter = new SharedCounter({ striped: 256 })
    let adds = 0
    const fill = (): never => {
      for (; ; adds++) counter.add(MAX)
    }
    expectCode('ERR_VALUE_TOO_LARGE', fill)
    expect(adds).toBe(2)
    for (; adds > 0; adds--) counter.add(-MAX)
    expect(counter.value).toBe(0)
  })

  it('keeps counting after far more was reset than a value may be', () => {
    const counter = new SharedCounter({ striped: 2 })
    for (let taken = 0; taken < 200; taken++) {
      counter.add(MAX)
      expect(counter.reset()).toBe(MAX)
    }
    counter.add(-3)
    expect(counter.value).toBe(-3)
  })
})

describe('options', () => {
  it('are checked', () => {
    const wrong: readonly unknown[] = [
      ...[{ initial: 1.5 }, { initial: 2 ** 53 }, { initial: '1' }, { initial: null }],
      ...[{ striped: 0 }, { striped: 257 }, { striped: -1 }, { striped: 1.5 }, { striped: 'yes' }],
      ...[{ striped: null }, { name: 5 }, null, 5, 'striped'],
    ]
    for (const options of wrong) {
      expectCode('ERR_OPTION', () => Reflect.construct(SharedCounter, [options]))
    }
  })
})

describe('handles', () => {
  const attach = (handle: unknown): unknown => Reflect.apply(SharedCounter.attach, null, [handle])

  it('that are none are refused', () => {
    const { handle } = new SharedCounter()
    const map = new SharedMap()
    const forged = [
      ...[{}, [], null, undefined, 'handle', 5, { kind: handle.kind }, map.handle],
      ...[
        { ...handle, name: 5 },
        { ...handle, kind: 'selvedge.SharedMap' },
      ],
      ...foreignMemories().map((memory) => ({ ...handle, memory })),
      { ...map.handle, kind: handle.kind },
      { ...handle, memory: new SharedArrayBuffer(65_536) },
    ]
    for (const each of forged) expectCode('ERR_HANDLE_INVALID', () => attach(each))
    expectCode('ERR_HANDLE_INVALID', () => Reflect.apply(SharedMap.attach, null, [handle]))
  })

  it('of another layout version, or with what no version writes, are refused, and the counter is as it was', () => {
    const counter = new SharedCounter({ initial: 4 })
    const words = headerOf(counter.handle)
    const version = Atomics.load(words, 1)
    Atomics.store(words, 1, version + 1)
    const error = expectCode('ERR_HANDLE_VERSION', () => attach(counter.handle))
    expect(error.message).toContain(`version ${version + 1}`)
    Atomics.store(words, 1, version)
    const stripes = Atomics.exchange(words, 2, 257)
    expectCode('ERR_HANDLE_INVALID', () => attach(counter.handle))
    Atomics.store(words, 2, stripes)
    expect(SharedCounter.attach(counter.handle).value).toBe(4)
  })
})

/** Of one page, as a counter's: empty, full of ones; and of other sizes. */
function foreignMemories(): WasmMemory[] {
  const full = new Memory({ initial: 1, maximum: 1, shared: true })
  new Uint8Array(full.buffer).fill(255)
  return [
    full,
    new Memory({ initial: 1, maximum: 1, shared: true }),
    new Memory({ initial: 0, maximum: 1, shared: true }),
    new Memory({ initial: 2, maximum: 2, shared: true }),
    new Memory({ initial: 1, maximum: 1, shared: false }),
  ]
}

function headerOf(handle: object): Int32Array {
  if (!('memory' in handle) || !(handle.memory instanceof Memory)) throw new TypeError('no memory')
  return new Int32Array(handle.memory.buffer)
}
