import { expect, test } from 'vitest'
import { parseSchedule } from '../schedule.ts'
import { ReplayScheduler } from './replay.ts'

function replaying(schedule: string): ReplayScheduler {
  return new ReplayScheduler(parseSchedule(schedule))
}

test('a thread runs as long as its turn says, and then the next', () => {
  const scheduler = replaying('1:2 0:1. 1:1.')
  expect(scheduler.next([0, 1])).toBe(1)
  expect(scheduler.before(1)).toBe(1)
  expect(scheduler.before(1)).toBe(0)
  expect(scheduler.before(0)).toBe(0)
  expect(scheduler.next([1])).toBe(1)
})

test('a thread dies where it died', () => {
  const scheduler = replaying('0:2+ 1:1.')
  expect(scheduler.next([0, 1])).toBe(0)
  expect(scheduler.before(0)).toBe(0)
  expect(scheduler.before(0)).toBe('dies')
  expect(scheduler.next([1])).toBe(1)
})

test('a turn without an access is a turn', () => {
  const scheduler = replaying('0:1 1:1. 0:0. 2:1.')
  expect(scheduler.next([0, 1, 2])).toBe(0)
  expect(scheduler.before(0)).toBe(1)
  expect(scheduler.before(1)).toBe(1)
  expect(scheduler.next([0, 2])).toBe(0)
  expect(scheduler.next([2])).toBe(2)
})

test('what does not fit is passed over: whoever can runs on', () => {
  const scheduler = replaying('0:1 1:5')
  expect(scheduler.next([2])).toBe(2)
  expect(scheduler.before(2)).toBe(2)
  expect(scheduler.next([1, 2])).toBe(1)
  expect(scheduler.next([2])).toBe(2)
  expect(scheduler.before(2)).toBe(2)
})
