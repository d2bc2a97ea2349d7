import { describe, expect, it } from 'vitest'
import { SharedCounter } from '../../counter/shared-counter.ts'
import { Actor } from './actor.ts'
import type { Violation } from './finding.ts'
import { Ledger } from './ledger.ts'
import { Random } from './random.ts'
import { SharedCounters, type StormCounter } from './shared-counters.ts'

const STEPS = 50

/** What is found when a thread adds to these, and reads. */
function findingsOf(counters: readonly StormCounter[]): readonly Violation[] {
  const found: Violation[] = []
  const actor = new Actor(0, new Ledger(1), new Random(1), (violation) => found.push(violation))
  const checked = new SharedCounters(actor, counters)
  for (let step = 0; step < STEPS; step++) {
    checked.raise()
    checked.burst()
    checked.read()
    checked.settle()
  }
  return found
}

/** A counter whose add is replaced. */
function faulty(add: (counter: SharedCounter, by: number) => number | undefined): StormCounter {
  const counter = new SharedCounter()
  return {
    add: (by = 1) => add(counter, by),
    get value() {
      return counter.value
    },
  }
}

describe('SharedCounters', () => {
  it('finds nothing with sound counters', () => {
    expect(findingsOf([new SharedCounter(), new SharedCounter({ striped: true })])).toEqual([])
  })

  it.each([
    ['loses adds', 'lost', (counter: SharedCounter, by: number) => counter.add(by - 1)],
    ['adds twice', 'phantom', (counter: SharedCounter, by: number) => counter.add(by * 2)],
  ] as const)('finds a counter that %s', (_fault, kind, add) => {
    const wrong = faulty(add)
    const silent = faulty((counter, by) => void add(counter, by))
    const found = findingsOf([wrong, silent])
    expect(new Set(found.map((finding) => finding.kind))).toEqual(new Set([kind]))
    expect(new Set(found.map((finding) => finding.key))).toEqual(new Set(['plain', 'striped']))
  })
})
