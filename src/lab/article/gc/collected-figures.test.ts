import { expect, it } from 'vitest'
import type { Pauses } from '../../../experiments/gc/pauses.ts'
import { collectedFigures } from './collected-figures.ts'

function paused(count: number, totalMs: number, major: number): Pauses {
  return { count, totalMs, major, longestMs: totalMs, since: 0, each: [] }
}

it('collectedFigures counts the pauses of all threads, scaled to ten seconds', () => {
  expect(collectedFigures([paused(3, 30, 1), paused(1, 10, 0)], 1000)).toEqual({
    meanPauseMs: 10,
    collectionsIn10s: 40,
    majorCollections: 1,
    pausedPercent: 2,
  })
})

it('collectedFigures of threads that were never paused are nought', () => {
  expect(collectedFigures([paused(0, 0, 0)], 1000)).toMatchObject({
    meanPauseMs: 0,
    pausedPercent: 0,
  })
})
