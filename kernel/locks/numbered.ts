/** The locks that a strategy has, by number: each in a line of its own, the last one first, up to where the units begin. */
import { own32 } from '../atomics'
import { Header, LOCK_SIZE } from '../layout'

/** The word of the lock with this number. */
export function lockAt(number: u32): usize {
  return own32(offsetof<Header>('units')) - (number + 1) * LOCK_SIZE
}

/**
 * What a strategy's lock protects would stand being changed by several at once. So in the explorer's kernel there is a word beside
 * the lock's that would not: a plain one, for which two threads race if the lock does not keep them apart.
 */
export const WITNESS: usize = 4
