import { describe, expect, it } from 'vitest'
import { generateHistory } from './generated-history.suite.ts'
import { did } from './sketch.suite.ts'
import { NONE, Timeline } from './timeline.ts'

const history = [
  did(1, '|-----|', 'a', 0),
  did(2, ' |-|', 'b', 0),
  did(3, '  |--', 'c', 0),
  did(2, '      |-|', 'd', 0),
]

function loaded(): Timeline {
  const timeline = new Timeline()
  timeline.load(history)
  return timeline
}

describe('a timeline', () => {
  it('gives those that nothing precedes, first the one that returned first, last the pending', () => {
    const timeline = loaded()
    const candidates = []
    for (let next = timeline.candidateAfter(NONE); next !== NONE; ) {
      candidates.push(next)
      next = timeline.candidateAfter(timeline.rankOf[next] ?? 0)
    }
    expect(candidates).toEqual([1, 0, 2])
  })

  it('gives more once the first return is lifted out, and takes it back', () => {
    const timeline = loaded()
    timeline.lift(1)
    expect(timeline.firstReturn()).toBe(0)
    expect(timeline.candidateAfter(timeline.rankOf[0] ?? 0)).toBe(3)
    timeline.lift(3)
    timeline.unlift(3)
    timeline.unlift(1)
    expect(timeline.firstReturn()).toBe(1)
    expect(timeline.candidateAfter(NONE)).toBe(1)
  })

  it('has an end, where only pending operations are left', () => {
    const timeline = loaded()
    for (const operation of [1, 0, 3]) timeline.lift(operation)
    expect(timeline.firstReturn()).toBe(NONE)
    expect(timeline.candidateAfter(NONE)).toBe(2)
  })

  it('gives no two operations the same lane that overlap, and makes no more lanes than that takes', () => {
    const long = generateHistory({
      seed: 2,
      operations: 2000,
      threads: 6,
      keys: 9,
      deathEvery: 400,
    })
    const sorted = long.toSorted((a, b) => a.call - b.call)
    const timeline = new Timeline()
    timeline.load(sorted)
    const lastReturns = new Map<number, number>()
    for (const [index, operation] of sorted.entries()) {
      const lane = timeline.laneOf[index] ?? 0
      expect(lastReturns.get(lane) ?? -1).toBeLessThan(operation.call)
      lastReturns.set(lane, operation.return)
    }
    const pending = long.filter((one) => one.return === Number.POSITIVE_INFINITY).length
    expect(pending).toBeGreaterThan(0)
    expect(timeline.lanes).toBeLessThanOrEqual(6 + pending)
  })
})
