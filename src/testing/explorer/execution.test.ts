import { beforeAll, describe, expect, test } from 'vitest'
import { Random } from '../storm/random.ts'
import { Execution } from './execution.ts'
import { compileExplored } from './logical-thread.ts'
import { type ProgramName, programOf } from './operations/vocabulary.ts'
import type { Outcome } from './outcome.ts'
import { acceptanceOf } from './races/accepted.ts'
import type { Recovery } from './recoveries.ts'
import { formatSchedule, parseSchedule } from './schedule.ts'
import { BoundedScheduler } from './schedulers/bounded.ts'
import { RandomScheduler } from './schedulers/random.ts'
import { ReplayScheduler } from './schedulers/replay.ts'
import type { Scheduler } from './schedulers/scheduler.ts'
import { Sharing } from './sharing.ts'
import { makeInitialState } from './states/make.ts'
import type { InitialState } from './states/state.ts'

let state: InitialState

beforeAll(() => {
  const name = { base: 'growing', keys: 'number', isCold: false } as const
  state = makeInitialState(compileExplored(), name, 3)
})

function executionOf(names: readonly ProgramName[], recovery: Recovery = 'by another'): Execution {
  const { stage } = state
  const programs = names.map((name, index) => programOf(name, state, index) ?? [])
  const sharing = new Sharing(stage.image.bytes)
  return new Execution({ stage, sharing, programs, recovery, isAccepted: acceptanceOf(stage) })
}

/** What a schedule did and left. */
function summaryOf({ performed, schedule, steps, stuck, dead }: Outcome): unknown {
  const { image } = state.stage
  image.rehash()
  const left = [image.low, image.high]
  image.restore()
  const did = performed.map(({ operation, output, call, return: end }) => [
    ...[operation.name, output, call, end],
  ])
  return { did, schedule: formatSchedule(schedule), steps, stuck, dead, left }
}

const PROGRAMS = ['set then get other', 'set other', 'clear'] as const

describe('a schedule that is replayed', () => {
  test.each([undefined, 0])('comes to the same, with the death of %s', (victim) => {
    const execution = executionOf(PROGRAMS)
    const random = new Random(1)
    for (let i = 0; i < 200; i++) {
      const odds = { threads: 3, steps: 500, changes: 5, victim }
      const first = execution.run(new RandomScheduler(random, odds))
      const summary = summaryOf(first)
      const again = execution.run(new ReplayScheduler(first.schedule))
      expect(summaryOf(again)).toEqual(summary)
    }
  })

  test('comes to the same in another execution, however it was printed', () => {
    const odds = { threads: 3, steps: 500, changes: 5 }
    const first = executionOf(PROGRAMS).run(new RandomScheduler(new Random(2), odds))
    const summary = summaryOf(first)
    const printed = formatSchedule(first.schedule)
    const again = executionOf(PROGRAMS).run(new ReplayScheduler(parseSchedule(printed)))
    expect(summaryOf(again)).toEqual(summary)
  })

  test('has waits that time out in their place', () => {
    const execution = executionOf(['set', 'set other'], 'by who waits')
    let waits = 0
    for (let at = 1; at < 150; at++) {
      const schedule = parseSchedule(`0:${at}+ 1:999.`)
      const first = execution.run(new ReplayScheduler(schedule))
      const summary = summaryOf(first)
      if (first.schedule.some(({ ending }) => ending === 'waits')) waits++
      expect(summaryOf(execution.run(new ReplayScheduler(first.schedule)))).toEqual(summary)
    }
    expect(waits).toBeGreaterThan(10)
  })
})

describe('a thread that died', () => {
  test('did what it did before, and nothing after', () => {
    const execution = executionOf(['set'])
    const { dead, performed, schedule } = execution.run(new ReplayScheduler(parseSchedule('0:5+')))
    state.stage.image.restore()
    expect(dead).toEqual([0])
    expect(schedule[0]).toEqual({ thread: 0, steps: 5, ending: 'died' })
    expect(performed).toMatchObject([{ output: undefined, return: Number.POSITIVE_INFINITY }])
  })

  test('before its first access has done nothing at all', () => {
    const { performed } = executionOf(['set']).run(new ReplayScheduler(parseSchedule('0:1+')))
    state.stage.image.restore()
    expect(performed).toEqual([])
  })

  test('is taken back by another thread', () => {
    const { image, threads } = state.stage
    executionOf(['set']).run(new ReplayScheduler(parseSchedule('0:5+')))
    expect(threads[0]?.isAttached(image)).toBe(false)
    image.restore()
    expect(threads[0]?.isAttached(image)).toBe(true)
  })

  test('is still attached if it was but aborted', () => {
    const { image, threads } = state.stage
    executionOf(['set'], 'by itself').run(new ReplayScheduler(parseSchedule('0:5+')))
    expect(threads[0]?.isAttached(image)).toBe(true)
    image.restore()
  })
})

test("an instance's globals are those of the start in every schedule", () => {
  const { image, threads } = state.stage
  const leaving = executionOf(['detach'])
  leaving.run(new ReplayScheduler([]))
  image.restore()
  expect(threads[0]?.kernel.slotAddress()).toBe(0)
  const { stuck, performed } = executionOf(['set']).run(new ReplayScheduler([]))
  image.restore()
  expect(stuck).toEqual([])
  expect(performed).toMatchObject([{ output: 'stored' }])
})

test('a thread that cannot go on is told', () => {
  const { image, threads } = state.stage
  const [first] = threads
  const lock = 128
  image.keep()
  const start = image.start
  new Int32Array(image.memory.buffer)[lock >> 2] = 100
  image.keep()
  const { stuck } = executionOf(['detach']).run(new ReplayScheduler([]))
  image.begin(start)
  expect(first?.isAttached(image)).toBe(true)
  expect(stuck).toEqual([0])
})

/** Asks as another does, and does not say that its schedules begin alike. */
class Forgetful implements Scheduler {
  readonly #inner: BoundedScheduler
  readonly next: Scheduler['next']
  readonly before: Scheduler['before']

  constructor(inner: BoundedScheduler) {
    this.#inner = inner
    this.next = (ready) => this.#inner.next(ready)
    this.before = (...question) => this.#inner.before(...question)
  }
}

describe('a schedule that begins like the one before', () => {
  test.each([
    { programs: ['set', 'set other'], bound: 1, victims: [], recovery: 'by another' },
    { programs: ['set', 'clear'], bound: 0, victims: [0], recovery: 'by another' },
    { programs: ['clear', 'set'], bound: 0, victims: [0], recovery: 'by two' },
    { programs: ['set', 'get'], bound: 0, victims: [0], recovery: 'by who waits' },
  ] as const)('comes to the same as from the start: $programs, recovery $recovery', (search) => {
    const { programs, bound, victims, recovery } = search
    const all = (wrap: (inner: BoundedScheduler) => Scheduler): unknown[] => {
      const execution = executionOf(programs, recovery)
      const inner = new BoundedScheduler(bound, victims)
      const scheduler = wrap(inner)
      const found: unknown[] = []
      do {
        const outcome = execution.run(scheduler)
        found.push([summaryOf(outcome), outcome.isRedundant, outcome.race, inner.states])
      } while (found.length < 2000 && inner.advance())
      return found
    }
    const repeating = all((inner) => inner)
    expect(repeating.length).toBeGreaterThan(20)
    expect(repeating).toEqual(all((inner) => new Forgetful(inner)))
  })
})
