import { describe, expect, test } from 'vitest'
import { TaskRunner } from './run-task.ts'
import type { Search, Task } from './task.ts'

const runner = new TaskRunner()

const PAIR: Search = {
  kind: 'pair',
  state: { base: 'present', keys: 'number', isCold: false },
  programs: ['set', 'delete'],
  recovery: 'by another',
  bound: 2,
  most: 10_000,
}

describe('a search', () => {
  test('runs every schedule within its bound, and the same ones each time', () => {
    const result = runner.run(PAIR)
    expect(result).toMatchObject({ isComplete: true, violations: [], deaths: 0 })
    expect(result.schedules).toBeGreaterThan(100)
    expect(result.states).toBeGreaterThan(100)
    expect(runner.run(PAIR)).toEqual(result)
    expect(runner.run({ ...PAIR, bound: 1 }).schedules).toBeLessThan(result.schedules)
  })

  test('that would take too many is cut short, and says so', () => {
    const { isComplete, schedules } = runner.run({ ...PAIR, most: 50 })
    expect([isComplete, schedules]).toEqual([false, 50])
  })

  test('with deaths has one at each step, and the same for recovery', () => {
    const deaths = runner.run({ ...PAIR, kind: 'deaths', bound: 0 })
    expect(deaths).toMatchObject({ isComplete: true, violations: [] })
    expect(deaths.deaths).toBeGreaterThan(40)
    const both = runner.run({ ...PAIR, kind: 'recovery deaths', programs: ['set'], bound: 0 })
    expect(both).toMatchObject({ isComplete: true, violations: [] })
    expect(both.deaths).toBeGreaterThan(1000)
  })
})

describe('schedules at random', () => {
  const task = {
    ...{ kind: 'random', state: PAIR.state, programs: ['set', 'clear', 'get'] },
    ...{ recovery: 'by another', schedules: 200, changes: 3, hasDeath: true },
  } as const satisfies Omit<Task & { kind: 'random' }, 'seed'>

  test('are as many as asked for, and the same with the same seed', () => {
    const result = runner.run({ ...task, seed: 1 })
    expect(result).toMatchObject({ schedules: 200, redundant: 0, isComplete: true, violations: [] })
    expect(result.deaths).toBeGreaterThan(20)
    expect(runner.run({ ...task, seed: 1 }).steps).toBe(result.steps)
    expect(runner.run({ ...task, seed: 2 }).steps).not.toBe(result.steps)
  })
})

test('a program that makes no sense in a state is refused', () => {
  expect(() => runner.run({ ...PAIR, programs: ['get staged', 'set'] })).toThrow(RangeError)
})
