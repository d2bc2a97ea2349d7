/** What most strategies have in common: a segment has one table, and nobody is warned of anything. */
import { find } from '../table/segments'

/** The record with the selected key in the directory of `root`, wherever the strategy keeps it; 0 if there is none. @inline */
export function locate(root: u64): usize {
  return find(root)
}

/** Whether all keys of the segment are in the table that its word names. @inline */
export function isWhole(_segment: usize): bool {
  return true
}

/** Sees to it that they are. */
export function makeWhole(_slot: usize, _id: u32, _segment: usize): void {}

/** Finishes what a dead thread, or an aborted one, had announced of tables that only this strategy has. */
export function settleTables(_slot: usize, _id: u32): void {}

/** Before a read of a record that was found before. @inline */
export function beforeKnown(_id: u32): void {}

/** Before a walk copies a segment's table, or reads a record that it found. @inline */
export function beforeStep(_id: u32): void {}
