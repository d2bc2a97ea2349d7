/** The ways to a shared counter that are compared, each as a loop of its own. */

import { SharedCounter, type SharedCounterHandle } from 'selvedge'
import { LockedCounter } from '#experiments/counters/locked-counter.js'
import { expectEqual, type Side } from '../measure/paired.ts'

export const OURS = ['atomic', 'striped'] as const
export const WAYS = ['locked', 'atomic', 'striped'] as const
export type Way = (typeof WAYS)[number]

const OPERATIONS = 10_000

/** Only the way that is measured is used. */
export interface Counted {
  readonly way: Way
  readonly lock: SharedArrayBuffer
  readonly atomic: SharedCounterHandle
  readonly striped: SharedCounterHandle<true>
}

/** A side that also tells how its counter is. */
export interface CountingSide extends Side {
  finish(): { contention: number; value: number }
}

export function sideOf({ way, lock, atomic, striped }: Counted): CountingSide {
  switch (way) {
    case 'locked':
      return lockedSide(new LockedCounter(lock))
    case 'atomic':
      return atomicSide(SharedCounter.attach(atomic))
    case 'striped':
      return stripedSide(SharedCounter.attach(striped))
  }
}

function lockedSide(counter: LockedCounter): CountingSide {
  const run = (): number => {
    let sum = 0
    for (let n = 0; n < OPERATIONS; n++) sum = counter.add(1)
    return sum
  }
  return { ...SIDE, run, finish: () => ({ contention: counter.waits, value: counter.value }) }
}

function atomicSide(counter: SharedCounter): CountingSide {
  const run = (): number => {
    let sum = 0
    for (let n = 0; n < OPERATIONS; n++) sum = counter.add(1)
    return sum
  }
  return { ...SIDE, run, finish: () => finishOf(counter) }
}

function stripedSide(counter: SharedCounter<true>): CountingSide {
  const run = (): number => {
    for (let n = 0; n < OPERATIONS; n++) counter.add(1)
    return counter.value
  }
  return { ...SIDE, run, finish: () => finishOf(counter) }
}

const SIDE = {
  operations: OPERATIONS,
  check: (sum: number): void => expectEqual(sum >= OPERATIONS, true),
}

function finishOf(counter: SharedCounter<boolean>): { contention: number; value: number } {
  return { contention: counter.stats().retries, value: counter.value }
}
