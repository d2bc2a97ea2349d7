import { expect, test } from 'vitest'
import { formatSchedule, parseSchedule, type Schedule } from './schedule.ts'

test('a schedule reads back as it was printed', () => {
  const schedule: Schedule = [
    { thread: 0, steps: 12, ending: 'stopped' },
    { thread: 1, steps: 7, ending: 'waits' },
    { thread: 2, steps: 3, ending: 'died' },
    { thread: 0, steps: 0, ending: 'ended' },
  ]
  expect(formatSchedule(schedule)).toBe('0:12 1:7~ 2:3+ 0:0.')
  expect(parseSchedule(formatSchedule(schedule))).toEqual(schedule)
})

test('what is no schedule is refused', () => {
  for (const text of ['0', '0:', ':1', '0:1!', '0:1.+', 'a:1', '0:-1']) {
    expect(() => parseSchedule(text), text).toThrow(SyntaxError)
  }
})
