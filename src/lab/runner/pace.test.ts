import { describe, expect, it } from 'vitest'
import { Board } from './board.ts'
import { paceOf } from './pace.ts'

const OVER = Number.POSITIVE_INFINITY

function closed(thinkUs: number): { rate: undefined; thinkUs: number; threads: number } {
  return { rate: undefined, thinkUs, threads: 1 }
}

describe('a closed loop', () => {
  it('begins at once, until the end', () => {
    const begin = performance.now()
    const pace = paceOf(closed(0), 0, new Board(1), begin, begin + 20)
    const first = pace.next()
    expect(first).toBeGreaterThanOrEqual(begin)
    while (pace.next() !== OVER) expect(performance.now()).toBeLessThan(begin + 1000)
    expect(performance.now()).toBeGreaterThanOrEqual(begin + 20)
    expect(pace.missed(1)).toBe(0)
  })

  it('thinks between operations', () => {
    const begin = performance.now()
    const pace = paceOf(closed(2000), 0, new Board(1), begin, begin + 1000)
    const moments = [pace.next(), pace.next(), pace.next()]
    expect((moments[1] ?? 0) - (moments[0] ?? 0)).toBeGreaterThanOrEqual(2)
    expect((moments[2] ?? 0) - (moments[1] ?? 0)).toBeGreaterThanOrEqual(2)
  })
})

describe('an open loop', () => {
  it('says when operations should have begun, not when they did', () => {
    const begin = performance.now()
    const pace = paceOf(
      { rate: 1000, thinkUs: 0, threads: 2 },
      1,
      new Board(2),
      begin,
      begin + 1000,
    )
    const due = [pace.next()]
    // A stall: the operations of this time are late, and each counts from its own moment.
    while (performance.now() < begin + 30);
    for (let n = 0; n < 5; n++) due.push(pace.next())
    expect(due.map((moment) => Math.round((moment - begin) * 1000) / 1000)).toEqual([
      1, 3, 5, 7, 9, 11,
    ])
  })

  it('begins nothing after the end, and counts what it owes', () => {
    const begin = performance.now()
    const pace = paceOf(
      { rate: 1000, thinkUs: 0, threads: 1 },
      0,
      new Board(1),
      begin,
      begin + 19.5,
    )
    pace.next()
    while (performance.now() < begin + 25);
    expect(pace.next()).toBe(OVER)
    expect(pace.missed(1)).toBe(19)
  })
})

describe('a board', () => {
  it('ends waits when it is stopped', () => {
    const board = new Board(1)
    const pace = paceOf(
      { rate: 1, thinkUs: 0, threads: 1 },
      0,
      board,
      performance.now() + 60_000,
      OVER,
    )
    new Board(1, board.buffer).stop()
    expect(pace.next()).toBe(OVER)
  })

  it('adds up what threads report', () => {
    const board = new Board(2)
    board.report(0, 5)
    board.report(1, 7)
    board.report(0, 6)
    expect(board.operations).toBe(13)
    expect(board.isStopped).toBe(false)
  })
})
