import { describe, expect, it } from 'vitest'
import { UNKNOWN } from '../linearizability/history.ts'
import { OPERATIONS, operationAt } from './operation-codes.ts'
import { OperationLog } from './operation-log.ts'
import { ABSENT, storedKey } from './stored-numbers.ts'

const SET = OPERATIONS.indexOf('set')
const GET = OPERATIONS.indexOf('get')
const COMPARE = OPERATIONS.indexOf('compareAndSet')

describe('an operation log', () => {
  it('gives back what was written, in any thread that has its buffer', () => {
    const log = new OperationLog(8)
    log.begin(SET, 5, 16.5, ABSENT, 1)
    log.end(ABSENT, 2)
    log.begin(GET, 5, ABSENT, ABSENT, 3)
    log.end(16.5, 4)
    log.begin(COMPARE, 5, 32, ABSENT, 2 ** 32 - 3)
    log.end(0, 2 ** 32 - 2)
    const same = new OperationLog(8, log.buffer)
    expect(same.count).toBe(3)
    const key = storedKey(5)
    const thread = 2
    expect([0, 1, 2].map((place) => operationAt(same, place, thread))).toEqual([
      { thread, input: { op: 'set', key, value: 16.5 }, output: undefined, call: 1, return: 2 },
      { thread, input: { op: 'get', key }, output: 16.5, call: 3, return: 4 },
      {
        thread,
        input: { op: 'compareAndSet', key, expected: undefined, value: 32 },
        output: false,
        call: 2 ** 32 - 3,
        return: 2 ** 32 - 2,
      },
    ])
  })

  it('has an operation whose thread died in it as one that never returned', () => {
    const log = new OperationLog(2)
    log.begin(GET, 0, ABSENT, ABSENT, 7)
    expect(operationAt(log, 0, 1)).toMatchObject({
      output: UNKNOWN,
      return: Number.POSITIVE_INFINITY,
    })
    expect(log.isBusy()).toBe(true)
    expect(log.isBusy(GET)).toBe(true)
    expect(log.isBusy(SET)).toBe(false)
    log.end(ABSENT, 8)
    expect(log.isBusy()).toBe(false)
  })

  it('forgets a return that was there before it was cleared', () => {
    const log = new OperationLog(2)
    log.begin(GET, 0, ABSENT, ABSENT, 1)
    log.end(ABSENT, 2)
    log.clear()
    expect(log.count).toBe(0)
    expect(log.callAt(0)).toBe(Number.POSITIVE_INFINITY)
    log.begin(GET, 0, ABSENT, ABSENT, 3)
    expect(operationAt(log, 0, 1).return).toBe(Number.POSITIVE_INFINITY)
  })
})
