import { describe, expect, it } from 'vitest'
import { LOADS } from './loads.ts'
import { OPERATIONS } from './operation-codes.ts'
import { OperationLog } from './operation-log.ts'
import { HistoryTally } from './report.ts'
import { checkRound, historyOf } from './round-history.ts'
import { ABSENT } from './stored-numbers.ts'

const SET = OPERATIONS.indexOf('set')
const GET = OPERATIONS.indexOf('get')
const CLEAR = OPERATIONS.indexOf('clear')

/** code, key, argument, call, result, return; a return of 0 is none. */
type Line = readonly [number, number, number, number, number, number]

function logOf(...lines: readonly Line[]): OperationLog {
  const log = new OperationLog(8)
  for (const [code, key, argument, call, result, stamp] of lines) {
    log.begin(code, key, argument, ABSENT, call)
    if (stamp > 0) log.end(result, stamp)
  }
  return log
}

function tallied(logs: OperationLog[], load = LOADS['hot keys']): HistoryTally {
  const tally = new HistoryTally()
  checkRound({ round: 4, load, logs }, tally)
  return tally
}

describe('the history of a round', () => {
  it('has the operations of all logs in the order of their calls', () => {
    const history = historyOf([
      logOf([SET, 0, 16, 2, ABSENT, 5], [GET, 0, ABSENT, 6, 16, 7]),
      logOf([SET, 1, 32, 1, ABSENT, 3], [GET, 1, ABSENT, 4, 32, 8]),
      logOf(),
    ])
    expect(history.map(({ call, thread }) => [call, thread])).toEqual([
      [1, 1],
      [2, 0],
      [4, 1],
      [6, 0],
    ])
  })

  it('is counted, with what never returned', () => {
    const tally = tallied([
      logOf([SET, 0, 16, 1, ABSENT, 2], [SET, 0, 32, 3, ABSENT, 0]),
      logOf([GET, 0, ABSENT, 4, 32, 5], [GET, 1, ABSENT, 6, ABSENT, 7]),
    ])
    expect(tally.counts()).toEqual({
      ...{ rounds: 1, histories: 2, operations: 4, pending: 1 },
      ...{ killed: 0, undecided: 0, violations: [] },
    })
  })

  it('that is impossible is a violation, with its place and its picture', () => {
    const { violations } = tallied([
      logOf([SET, 0, 16, 1, ABSENT, 2], [GET, 0, ABSENT, 3, ABSENT, 4]),
    ])
    expect(violations).toEqual([
      {
        round: 4,
        load: 'hot keys',
        kind: 'history',
        text: expect.stringContaining("set('key 0', 16)"),
      },
    ])
  })

  it('is checked as a whole where the load says so', () => {
    const logs = [
      logOf([SET, 0, 16, 1, ABSENT, 2], [SET, 2, 32, 3, ABSENT, 4], [CLEAR, 0, 0, 5, ABSENT, 10]),
      logOf([GET, 0, ABSENT, 6, ABSENT, 7], [GET, 2, ABSENT, 8, 32, 9]),
    ]
    expect(tallied(logs).violations).toEqual([])
    expect(tallied(logs, LOADS['whole map']).violations).toMatchObject([{ kind: 'history' }])
  })
})
