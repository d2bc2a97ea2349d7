import { expect, test } from 'vitest'
import { Random } from '../../storm/random.ts'
import { ACCESS } from '../accesses.ts'
import { type Odds, RandomScheduler } from './random.ts'
import type { Moment } from './scheduler.ts'

const ALL = [0, 1, 2]
const ODDS: Odds = { threads: 3, steps: 30, changes: 2 }

/** Who makes each of thirty accesses, if nobody ever ends. */
function trace(seed: number, odds: Odds): string {
  const scheduler = new RandomScheduler(new Random(seed), odds)
  const ready = new Set(ALL)
  let running = scheduler.next(ALL)
  const moment: Moment = {
    others: () => [...ready].filter((thread) => thread !== running),
    hash() {},
    low: 0,
    high: 0,
  }
  let made = ''
  for (let step = 0; step < ODDS.steps; step++) {
    const decision = scheduler.before(running, ACCESS.load, true, moment)
    if (decision === 'dies') {
      made += 'x'
      ready.delete(running)
      running = scheduler.next([...ready])
    } else {
      running = typeof decision === 'number' ? decision : running
      made += running
    }
  }
  return made
}

test('a seed means the same schedule, another seed another', () => {
  const traces = Array.from({ length: 20 }, (_, seed) => trace(seed, ODDS))
  expect(traces).toEqual(Array.from({ length: 20 }, (_, seed) => trace(seed, ODDS)))
  expect(new Set(traces).size).toBeGreaterThan(15)
})

test('the thread with the highest priority runs, but for so many changes', () => {
  for (let seed = 0; seed < 100; seed++) {
    const turns = trace(seed, ODDS).match(/(.)\1*/g) ?? []
    expect(turns.length).toBeLessThanOrEqual(ODDS.changes + 1)
  }
})

test('every thread goes first in some schedule', () => {
  const first = new Set(Array.from({ length: 50 }, (_, seed) => trace(seed, ODDS)[0]))
  expect(first.size).toBe(3)
})

test('a victim dies once, and never runs again', () => {
  const traces = Array.from({ length: 100 }, (_, seed) => trace(seed, { ...ODDS, victim: 1 }))
  const deaths = traces.filter((made) => made.includes('x'))
  expect(deaths.length).toBeGreaterThan(10)
  for (const made of deaths) expect(made.split('x')).toHaveLength(2)
  for (const made of deaths) expect(made.slice(made.indexOf('x'))).not.toContain('1')
})
