/**
 * The search stops threads at shared words only, and breaks schedules off in states that were met. What it comes to must be
 * all that there is: the same as without either, where every access of every schedule is a choice.
 */
import { beforeAll, expect, test } from 'vitest'
import { Execution } from './execution.ts'
import { compileExplored } from './logical-thread.ts'
import { type ProgramName, programOf } from './operations/vocabulary.ts'
import type { Recovery } from './recoveries.ts'
import { BoundedScheduler } from './schedulers/bounded.ts'
import type { Decision, Moment, Scheduler } from './schedulers/scheduler.ts'
import { Sharing } from './sharing.ts'
import { makeInitialState } from './states/make.ts'
import type { Base, InitialState } from './states/state.ts'

let states: Map<Base, InitialState>

beforeAll(() => {
  const module = compileExplored()
  const bases: readonly Base[] = ['integer', 'present', 'tombstone', 'recycled']
  states = new Map(
    bases.map((base) => [
      base,
      makeInitialState(module, { base, keys: 'number', isCold: false }, 2),
    ]),
  )
})

/** Every access may be shared, and no two states are the same. */
class Exhaustive implements Scheduler {
  readonly #inner: BoundedScheduler
  #states = 0

  constructor(inner: BoundedScheduler) {
    this.#inner = inner
  }

  next(ready: readonly number[]): number {
    return this.#inner.next(ready)
  }

  before(running: number, access: number, _isShared: boolean, moment: Moment): Decision {
    const unique = { others: () => moment.others(), hash() {}, low: this.#states++, high: -1 }
    return this.#inner.before(running, access, true, unique)
  }
}

interface Search {
  readonly base: Base
  readonly programs: readonly ProgramName[]
  readonly bound: number
  readonly victims: readonly number[]
  readonly recovery: Recovery
}

/** What schedules return and leave, in all variety; and how many there were. */
function outcomes(search: Search, isReduced: boolean): { found: Set<string>; schedules: number } {
  const state = states.get(search.base)
  if (state === undefined) throw new RangeError('no such state')
  const { stage } = state
  const sharing = new Sharing(stage.image.bytes)
  const programs = search.programs.map((name, index) => programOf(name, state, index) ?? [])
  const { recovery } = search
  const execution = new Execution({ stage, sharing, programs, recovery, isAccepted: () => true })
  let found = new Set<string>()
  let schedules = 0
  let known = -1
  while (sharing.found !== known) {
    known = sharing.found
    sharing.freeze()
    found = new Set()
    const bounded = new BoundedScheduler(search.bound, search.victims)
    const scheduler = isReduced ? bounded : new Exhaustive(bounded)
    do {
      const { performed, isRedundant } = execution.run(scheduler)
      stage.image.rehash()
      const outputs = performed.map(({ operation, output }) => `${operation.name} ${output}`)
      if (!isRedundant) found.add(`${outputs} ${stage.image.low} ${stage.image.high}`)
      stage.image.restore()
      schedules++
    } while (bounded.advance())
  }
  return { found, schedules }
}

const SEARCHES: readonly Search[] = [
  ...(
    [
      ['integer', ['set integer', 'get'], 2],
      ['integer', ['increment', 'increment'], 2],
      ['present', ['set', 'get'], 2],
      ['present', ['set', 'delete'], 2],
      ['tombstone', ['set', 'delete'], 2],
      ['recycled', ['set known', 'set other'], 1],
    ] as const
  ).map(([base, programs, bound]) => ({
    ...{ base, programs, bound, victims: [], recovery: 'by another' as const },
  })),
  ...(
    [
      ['by another', 0],
      ['by who waits', 1],
      ['by itself', 0],
    ] as const
  ).map(([recovery, bound]) => ({
    ...{ base: 'present' as const, programs: ['set', 'delete'] as const, bound },
    ...{ victims: [0], recovery },
  })),
]

test.each(SEARCHES)('$base: $programs, deaths of $victims, recovery $recovery', (search) => {
  const reduced = outcomes(search, true)
  const exhaustive = outcomes(search, false)
  expect(reduced.found).toEqual(exhaustive.found)
  expect(reduced.found.size).toBeGreaterThan(1)
  if (search.bound > 0) expect(reduced.schedules).toBeLessThan(exhaustive.schedules / 2)
})
