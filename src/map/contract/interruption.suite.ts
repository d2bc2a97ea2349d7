/**
 * An operation may end in the middle: at the end of the stack, or when a `vm` timeout ends the script that runs it.
 * The thread lives on, and so must the map: whole, and with every acknowledged write.
 */
import { runInNewContext } from 'node:vm'
import { expect } from 'vitest'
import { Churn } from './churn.suite.ts'
import { expectCode } from './expectations.suite.ts'
import { type Harness, MiB } from './harness.suite.ts'
import { randomFrom, scaled, seedOf } from './random.suite.ts'
import type { AnyMap } from './subject.suite.ts'

export function interruption(harness: Harness): void {
  harness.it('survives stack overflows at every depth of its operations', () => {
    const map = harness.open()
    const others = observers(harness, map)
    const churn = new Churn(map, randomFrom(seedOf('stack overflows')))
    let overflows = 0
    for (let round = 0; round < scaled(256); round++) {
      overflows += stepsAtTheEdge(churn, round % 64)
      if (round % 16 === 15) churn.expectSound(others)
    }
    expect(overflows, 'operations that the end of the stack cut short').toBeGreaterThan(1_000)
    churn.expectSound(others)
  })

  harness.it('survives overflows while its values are encoded and decoded', () => {
    const map = harness.open({ nearCache: 1 })
    const value = { list: [{ deep: ['x'.repeat(500), { deeper: new Map([[1, [2]]]) }] }] }
    let cut = 0
    for (let round = 0; round < 64; round++) {
      atTheEdge(round, () => {
        try {
          map.set(`key ${round % 5}`, value)
          map.get(`key ${(round + 1) % 5}`)
          map.update(`key ${round % 7}`, (old) => [old])
          map.compareAndSet(`key ${round % 3}`, value, [value])
          map.delete(`key ${round % 6}`)
        } catch (error) {
          cut++
          if (!isOverflow(error)) throw error
        }
      })
      map.verify()
      map.set('after', round)
      expect(map.get('after')).toBe(round)
    }
    expect(cut).toBeGreaterThan(64)
  })

  harness.it('survives timeouts of vm scripts in the middle of mixed operations and growth', () => {
    const random = randomFrom(seedOf('vm timeouts'))
    for (let life = 0; life < scaled(8); life++) {
      const map = harness.open({ maxBytes: 64 * MiB })
      const others = observers(harness, map)
      const churn = new Churn(map, random)
      for (let round = 0; round < 25; round++) {
        expectTimeout(1 + random.below(6), () => churn.step())
        churn.expectSound(others)
      }
      for (const instance of [map, ...others]) instance.close()
    }
  })

  harness.it('survives timeouts in the middle of bulk operations, iteration and verify', () => {
    const map = harness.open({ maxBytes: 64 * MiB })
    const [other] = observers(harness, map)
    const entries = Array.from({ length: 20_000 }, (_, index) => [index, `value ${index}`] as const)
    map.setMany(entries)
    const endless: (() => unknown)[] = [
      () => map.setMany(entries),
      () => map.getMany(entries.map(([key]) => key)),
      () => map.toMap(),
      () => [...map.values()],
      () => map.verify(),
      () => {
        map.clear()
        map.setMany(entries)
      },
    ]
    for (const [at, call] of endless.entries()) {
      for (let round = 0; round < 8; round++) {
        expectTimeout(3 + round * 4, call)
        map.verify()
        for (const [key, value] of map)
          if (value !== `value ${key}`) expect.fail(`${key}: ${value}`)
        expect(other.size).toBe([...map.keys()].length)
        if (at < 5) expect(other.size).toBe(entries.length)
      }
    }
  })

  harness.it('answers with its usual errors after an overflow', () => {
    const map = harness.open()
    atTheEdge(0, () => map.set('key', { a: 'x'.repeat(10_000) }))
    expectCode('ERR_VALUE_TYPE', () => map.set('key', undefined))
    map.set('key', 1)
    expect([map.increment('key'), map.size]).toEqual([2, 1])
  })
}

/** Warm, tiny and no near cache: whatever an interruption left behind, all must agree. */
function observers(harness: Harness, map: AnyMap): [AnyMap, ...AnyMap[]] {
  return [
    harness.attach(map, { nearCache: false }),
    harness.attach(map),
    harness.attach(map, { nearCache: 2 }),
  ]
}

function expectTimeout(timeout: number, step: () => unknown): void {
  let code: unknown
  try {
    runInNewContext('for (;;) step()', { step }, { timeout })
  } catch (error) {
    code = Reflect.get(Object(error), 'code')
    if (code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
  }
  expect(code).toBe('ERR_SCRIPT_EXECUTION_TIMEOUT')
}

/** Calls `step` at each of the innermost frames that the stack has room for; how often it overflowed there. */
function stepsAtTheEdge(churn: Churn, shift: number): number {
  let overflows = 0
  atTheEdge(shift, () => {
    try {
      churn.step()
    } catch (error) {
      if (!isOverflow(error)) throw error
      overflows++
    }
  })
  return overflows
}

const EDGE_FRAMES = 300

/**
 * Descends until the stack ends, then calls `run` in each of the innermost frames on the way back. `shift` moves the
 * whole descent by as many words, so that calls end at other instructions.
 */
function atTheEdge(shift: number, run: () => unknown): void {
  const failures: unknown[] = []
  const descend = (..._padding: readonly number[]): number => {
    let above = 0
    try {
      above = 1 + descend()
    } catch (error) {
      if (!isOverflow(error)) failures.push(error)
    }
    if (above < EDGE_FRAMES) {
      try {
        run()
      } catch (error) {
        if (!isOverflow(error)) failures.push(error)
      }
    }
    return above
  }
  // A function that was never called is compiled first, and that alone wants more stack than there is at the edge.
  run()
  descend(...Array.from({ length: shift }, () => 0))
  expect(failures).toEqual([])
}

/** Not always a RangeError: a regular expression that finds no stack to be compiled on is a SyntaxError. */
function isOverflow(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Maximum call stack size exceeded')
}
