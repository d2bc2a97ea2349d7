import { describe, expect, test } from 'vitest'
import { compileExplored } from '../logical-thread.ts'
import { programOf } from '../operations/vocabulary.ts'
import { makeInitialState } from '../states/make.ts'
import { BASES, formatState, type InitialState } from '../states/state.ts'
import { formatPlan, type Task } from '../task.ts'
import { LEVELS, tasksFor } from './levels.ts'

describe.each(LEVELS)('the tasks of level %s', (level) => {
  const tasks = tasksFor(level, 3)

  test('can be sent to another thread', () => {
    expect(structuredClone(tasks)).toEqual(tasks)
  })

  test('are the same with the same seed', () => {
    expect(tasksFor(level, 3)).toEqual(tasks)
    expect(tasksFor(level, 4)).not.toEqual(tasks)
  })

  test('are all different', () => {
    expect(new Set(tasks.map((task) => JSON.stringify(task))).size).toBe(tasks.length)
  })
})

test('the default level begins in every state there is, and does every verb on numbers with each other', () => {
  const tasks = tasksFor('default')
  expect(new Set(tasks.map(({ state }) => state.base))).toEqual(new Set(BASES))
  const inPresent = tasks.filter(({ kind, state }) => {
    return kind === 'pair' && formatState(state) === 'present'
  })
  const plans = new Set(inPresent.map(({ programs }) => programs.join(' | ')))
  const writes = ['set', 'set integer', 'set text', 'insert', 'set if version', 'set known']
  const others = ['get', 'has', 'is current', 'increment', 'delete', 'delete if version', 'clear']
  for (const write of writes)
    for (const other of others) expect(plans).toContain(`${write} | ${other}`)
})

test('every task makes sense in its state', () => {
  const module = compileExplored()
  const states = new Map<string, InitialState>()
  const stateOf = ({ state }: Task): InitialState => {
    const known = states.get(formatState(state))
    const made = known ?? makeInitialState(module, state, 3)
    states.set(formatState(state), made)
    return made
  }
  for (const task of tasksFor('default')) {
    const programs = task.programs.map((name, index) => programOf(name, stateOf(task), index))
    expect(programs, formatPlan(task)).not.toContain(undefined)
  }
})
