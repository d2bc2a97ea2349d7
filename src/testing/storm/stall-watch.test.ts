import { describe, expect, it } from 'vitest'
import { StallWatch } from './stall-watch.ts'

const at = (beats: number, watched = true): { beats: number; watched: boolean } => ({
  beats,
  watched,
})

describe('StallWatch', () => {
  it('reports a slot once when it passes the limit, and again after it has moved', () => {
    const watch = new StallWatch(100)
    expect(watch.sample(0, [at(1)])).toEqual([])
    expect(watch.sample(100, [at(1)])).toEqual([])
    expect(watch.sample(150, [at(1)])).toEqual([{ slot: 0, ms: 150 }])
    expect(watch.sample(200, [at(1)])).toEqual([])
    expect(watch.standing(210, 0)).toBe(210)
    expect(watch.sample(220, [at(2)])).toEqual([])
    expect(watch.sample(330, [at(2)])).toEqual([{ slot: 0, ms: 110 }])
    expect(watch.longestMs).toBe(200)
  })

  it('does not mind a slot that moves, rests or is dead', () => {
    const watch = new StallWatch(100)
    for (let now = 0; now <= 1000; now += 50) {
      expect(watch.sample(now, [at(now), at(3, false)])).toEqual([])
    }
    expect(watch.longestMs).toBe(0)
    expect(watch.standing(1000, 1)).toBe(0)
  })

  it('starts the clock when a resting slot is to move again', () => {
    const watch = new StallWatch(100)
    watch.sample(0, [at(3, false)])
    watch.sample(500, [at(3, false)])
    expect(watch.sample(590, [at(3)])).toEqual([])
    expect(watch.sample(601, [at(3)])).toEqual([{ slot: 0, ms: 101 }])
  })
})
