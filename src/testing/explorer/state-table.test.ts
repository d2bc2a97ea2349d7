import { expect, test } from 'vitest'
import { Random } from '../storm/random.ts'
import { StateTable } from './state-table.ts'

test('a state is known with as many preemptions left, or fewer', () => {
  const table = new StateTable()
  expect(table.isKnown(1, 2, 2)).toBe(false)
  expect(table.isKnown(1, 2, 2)).toBe(true)
  expect(table.isKnown(1, 2, 1)).toBe(true)
  expect(table.isKnown(1, 2, 3)).toBe(false)
  expect(table.isKnown(1, 2, 3)).toBe(true)
  expect(table.size).toBe(1)
})

test('both halves tell states apart, also where one is 0', () => {
  const table = new StateTable()
  expect(table.isKnown(0, 0, 0)).toBe(false)
  expect(table.isKnown(0, 1, 0)).toBe(false)
  expect(table.isKnown(1, 0, 0)).toBe(false)
  expect(table.isKnown(0, 0, 0)).toBe(true)
  expect(table.size).toBe(3)
})

test('it grows and forgets nothing', () => {
  const random = new Random(1)
  const states = Array.from({ length: 5000 }, () => [random.next() | 0, random.next() | 0] as const)
  const table = new StateTable()
  for (const [low, high] of states) expect(table.isKnown(low, high, 1)).toBe(false)
  for (const [low, high] of states) expect(table.isKnown(low, high, 1)).toBe(true)
  expect(table.size).toBe(states.length)
})
