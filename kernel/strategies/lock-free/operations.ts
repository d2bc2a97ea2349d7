/**
 * The operations as every strategy has them, each for the selected key and value of a call. This one takes no lock for any
 * of them: numbers.ts, read.ts, write.ts and walk.ts say how. Who imports this file gets the one of its kernel's strategy:
 * scripts/compile-kernel.mjs.
 */
import { clear as clearMap } from '../../table/clearing'
import * as numbers from './numbers'
import * as read from './read'
import * as write from './write'

export {
  beforeKnown,
  beforeStep,
  isWhole,
  locate,
  makeWhole,
  settleTables,
} from '../ordinary'

/** Names the strategy in a map's header. */
export const STRATEGY: u32 = 1

/** Whether reads are calls that change shared memory, and may be cut short in it. */
export const READS_LOCK: bool = false

/** The locks that a map with this strategy has. */
export function locksFor(_shards: u32): u32 {
  return 0
}

export function open(): void {}

/** The value under a number, if it is a number; SEE_TAG otherwise. @inline */
export function getNumber(slot: usize, _id: u32, key: f64): f64 {
  return numbers.getNumber(slot, key)
}

export function get(slot: usize, _id: u32): u32 {
  return read.get(slot)
}

export function has(_slot: usize, _id: u32): bool {
  return read.has()
}

export function put(slot: usize, id: u32, condition: u32, version: u64): i32 {
  return write.put(slot, id, condition, version)
}

/** @inline */
export function putKnown(slot: usize, id: u32, record: usize, identity: u32, epoch: u32): i32 {
  return write.putKnown(slot, id, record, identity, epoch)
}

/** @inline */
export function putNumber(slot: usize, id: u32, key: f64, value: f64): i32 {
  return numbers.putNumber(slot, id, key, value)
}

export function remove(slot: usize, id: u32, condition: u32, version: u64): i32 {
  return write.remove(slot, id, condition, version)
}

export function increment(slot: usize, id: u32, by: f64): i32 {
  return write.increment(slot, id, by)
}

export function clear(slot: usize, id: u32): void {
  clearMap(slot, id)
}

/** Lets go of what a dead thread, or an aborted one, held of the strategy's locks. */
export function releaseLocks(_slot: usize, _id: u32): void {}
