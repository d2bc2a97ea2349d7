import { expect, test } from 'vitest'
import { ACCESS } from '../accesses.ts'
import { BoundedScheduler } from './bounded.ts'
import type { Moment, Scheduler } from './scheduler.ts'

/**
 * Threads that make so many accesses each; a schedule as the thread of each access, `x` where one dies, `#` where the rest
 * is known. As in an execution, a thread that was stopped before an access makes it without being asked again.
 */
function run(
  scheduler: Scheduler,
  steps: readonly number[],
  hashOf: (at: string) => number,
): string {
  const left = [...steps]
  const pending = new Set<number>()
  const dead = new Set<number>()
  let trace = ''
  let chosen = -1
  const ready = (): number[] =>
    left.flatMap((count, thread) => (count > 0 && !dead.has(thread) ? [thread] : []))
  const step = (thread: number): void => {
    left[thread] = (left[thread] ?? 0) - 1
    trace += thread
  }
  while (ready().length > 0) {
    const running = ready().includes(chosen) ? chosen : scheduler.next(ready())
    if (pending.delete(running)) step(running)
    let low = 0
    const moment: Moment = {
      others: () => ready().filter((thread) => thread !== running),
      hash() {
        low = hashOf(`${trace} ${[...pending].join()} ${running}`)
      },
      get low() {
        return low
      },
      high: 0,
    }
    chosen = -1
    while ((left[running] ?? 0) > 0 && !dead.has(running) && chosen < 0) {
      const decision = scheduler.before(running, ACCESS.store, true, moment)
      if (decision === 'redundant') return `${trace}#`
      if (decision === running) step(running)
      else if (decision === 'dies') {
        dead.add(running)
        trace += 'x'
      } else {
        pending.add(running)
        chosen = decision
      }
    }
  }
  return trace
}

/** Every state is a new one. */
function counter(): (at: string) => number {
  let next = 0
  return () => next++
}

function all(scheduler: BoundedScheduler, steps: readonly number[], hashOf = counter()): string[] {
  const traces: string[] = []
  do traces.push(run(scheduler, steps, hashOf))
  while (scheduler.advance())
  return traces
}

function preemptions(trace: string, steps: readonly number[]): number {
  const left = [...steps]
  let count = 0
  for (const [i, letter] of [...trace].entries()) {
    const thread = Number(letter)
    left[thread] = (left[thread] ?? 0) - 1
    const next = trace[i + 1]
    if (next !== undefined && next !== letter && (left[thread] ?? 0) > 0) count++
  }
  return count
}

/** All orders of so many accesses of two threads. */
function orders(a: number, b: number): string[] {
  if (a === 0) return ['1'.repeat(b)]
  if (b === 0) return ['0'.repeat(a)]
  return [
    ...orders(a - 1, b).map((rest) => `0${rest}`),
    ...orders(a, b - 1).map((rest) => `1${rest}`),
  ]
}

test('every schedule within the bound is run, and none beyond it', () => {
  const steps = [4, 3]
  for (const bound of [0, 1, 2, 3, 7]) {
    const expected = orders(4, 3).filter((order) => preemptions(order, steps) <= bound)
    expect(new Set(all(new BoundedScheduler(bound), steps))).toEqual(new Set(expected))
  }
})

test('without a preemption the threads run one after the other, in every order', () => {
  expect(all(new BoundedScheduler(0), [1, 1, 1]).sort()).toEqual(
    ['012', '021', '102', '120', '201', '210'].sort(),
  )
})

test('a state that was met with as many preemptions left is not gone through again', () => {
  // What a thread did is all that counts, not in which order.
  const hashOf = (at: string): number => {
    const [trace = '', pending = ''] = at.split(' ')
    const [first = 0, second = 0] = ['0', '1'].map((thread) => trace.split(thread).length - 1)
    return first * 1000 + second * 100 + Number(`0${pending.replace(',', '')}`)
  }
  const traces = all(new BoundedScheduler(7), [4, 4], hashOf)
  expect(traces.length).toBeLessThan(orders(4, 4).length)
  expect(traces.some((trace) => trace.endsWith('#'))).toBe(true)
})

test('a victim dies before each of its writes, once', () => {
  const traces = all(new BoundedScheduler(0, [0]), [2, 1])
  expect(traces.sort()).toEqual(['001', '0x1', 'x1', '100', '10x', '1x'].sort())
})

test('two victims die, alone and both', () => {
  const traces = all(new BoundedScheduler(0, [0, 1]), [1, 1])
  expect(new Set(traces)).toEqual(new Set(['01', '0x', 'x1', 'xx', '10', '1x', 'x0']))
})
