import { beforeAll, expect, test } from 'vitest'
import { Checker } from './check.ts'
import { explore, type Scenario } from './explore.ts'
import { compileExplored } from './logical-thread.ts'
import type { Operation } from './operations/operation.ts'
import { set } from './operations/writing.ts'
import { minimise, Replayer, replay } from './replaying.ts'
import { parseSchedule } from './schedule.ts'
import { makeInitialState } from './states/make.ts'

let scenario: Scenario

/** Adds one in two calls, so that an increment by another thread between them is lost. */
function lossyIncrement(key: number): Operation {
  return {
    name: `lossy increment ${key}`,
    *run() {
      const old: number = yield (kernel) => kernel.getNumber(key)
      yield (kernel) => kernel.putNumber(key, old + 1)
      return old + 1
    },
    apply(model) {
      const sum = Number(model.values.get(key)) + 1
      model.write(key, sum)
      return sum
    },
  }
}

beforeAll(() => {
  const name = { base: 'integer', keys: 'number', isCold: false } as const
  const state = makeInitialState(compileExplored(), name, 3)
  const key = Number(state.key)
  const programs = [
    [set(Number(state.other), 1), lossyIncrement(key)],
    [lossyIncrement(key), set(Number(state.other), 2)],
  ]
  scenario = { state, checker: new Checker(state), programs, recovery: 'by another' }
})

test('the explorer finds a lost increment, and a replay finds it again', () => {
  const { fault } = explore(scenario, { preemptions: 2, schedules: 10_000, victims: [] })
  expect(fault?.text).toMatch(/^no order of .*lossy increment/)
  expect(replay(scenario, fault?.schedule ?? '')).toEqual(fault)
})

test('a schedule without the fault has none', () => {
  expect(replay(scenario, '0:9999. 1:9999.')).toBeUndefined()
  expect(replay(scenario, '')).toBeUndefined()
})

test('what is minimised has no more preemptions than it needs, and still the fault', () => {
  const wild = '0:4 1:3 0:5 1:2 0:70 1:2 0:1 1:3 0:2 1:40 0:99. 1:99.'
  const found = new Replayer(scenario).replay(parseSchedule(wild))
  expect(found).toBeDefined()
  if (found === undefined) return
  const least = minimise(scenario, found)
  expect(parseSchedule(least.schedule).filter(({ ending }) => ending === 'stopped')).toHaveLength(1)
  expect(replay(scenario, least.schedule)).toEqual(least)
})
