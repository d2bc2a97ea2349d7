/**
 * What the parent does in the same turn of its event loop in which it terminated a worker: it cannot know yet that the
 * worker is gone, nor can it be told, and whatever the worker held is in its way.
 */
import type { Actor } from './actor.ts'
import { COUNTERS, REGISTERS_PER_SLOT } from './ledger.ts'
import type { Load } from './load.ts'

const STEPS = 120
const FRESH_KEYS = 240
const EXCHANGES = 32

/** Touches many segments, the victim's keys above all, and makes a young map grow. Returns the longest operation's ms. */
export function strike(actor: Actor, load: Load, victim: number): number {
  let longest = 0
  const timed = (action: () => void): void => {
    const before = performance.now()
    load.guard('strike', action)
    longest = Math.max(longest, performance.now() - before)
    actor.beat()
  }
  const first = victim * REGISTERS_PER_SLOT
  for (let id = first; id < first + REGISTERS_PER_SLOT; id++) {
    timed(() => load.registers.check(id))
  }
  for (let fresh = 0; fresh < FRESH_KEYS; fresh++) timed(() => load.nursery.insertNext())
  for (let counter = 0; counter < COUNTERS; counter++) timed(() => load.counters.raise())
  timed(() => load.sharedCounters.read())
  for (let exchange = 0; exchange < EXCHANGES; exchange++) timed(() => load.tokens.exchange())
  for (let step = 0; step < STEPS; step++) timed(() => load.single())
  return longest
}

/** Spends `ms` in this turn of the event loop. */
export function spin(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}
