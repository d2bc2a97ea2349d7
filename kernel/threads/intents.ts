/**
 * What a thread announces before each change that a single CAS makes, so that whoever recovers it knows what to finish.
 *
 *   IDLE       blocks named by `hand*` are taken and unpublished: to be freed
 *   REPLACE    the cell of `target` may or may not have gone from `expected` to the new reference
 *   REPLACED   it has: set the counter, free the block of `expected`, forget `hand`
 *   INSERT     the record in `handRecord`, with its blocks, may or may not stand in its segment's table
 *   INSERTED   it does: set the counter, forget the hands
 *   SEALING    the slots of `oldTable` are being sealed, and may be opened again; the segment's lock is held
 *   REBUILD    `segment` is being rebuilt from `oldTable` into the table in `hand`; its lock is held
 *   SWEEP      `oldTable` has left `segment`: its dead records, then itself, are being freed; the lock is held
 *   COPIED     of `sync-map`: the table in `handTable` is complete, and may or may not be the dirty one of `segment`
 *   PROMOTING  of `sync-map`: the dirty table of `segment` is taking the place of `oldTable`
 */
import { own32, setOwn32, setOwn64 } from '../atomics'
import { Slot, SlotEntry } from '../layout'
import { isBlock } from '../table/references'
import { announceInline } from './horizon'
import { entryAt } from './slot-table'

export const IDLE: u32 = 0
export const REPLACE: u32 = 1
export const REPLACED: u32 = 2
export const INSERT: u32 = 3
export const INSERTED: u32 = 4
export const REBUILD: u32 = 5
export const SWEEP: u32 = 6
export const SEALING: u32 = 7
export const COPIED: u32 = 8
export const PROMOTING: u32 = 9

export function phaseOf(slot: usize): u32 {
  return own32(slot + offsetof<Slot>('phase'))
}

export function enter(slot: usize, phase: u32): void {
  setOwn32(slot + offsetof<Slot>('phase'), phase)
}

/** `delta` is what the change adds to the entries of `directory`; the target is kept, so that setting it twice is once. */
export function planCount(slot: usize, id: u32, directory: u32, delta: i32): void {
  const counter =
    entryAt(id) + (directory ? offsetof<SlotEntry>('liveB') : offsetof<SlotEntry>('liveA'))
  setOwn32(slot + offsetof<Slot>('liveAt'), delta ? <u32>counter : 0)
  setOwn32(slot + offsetof<Slot>('liveTarget'), own32(counter) + delta)
}

export function applyCount(slot: usize): void {
  const at = own32(slot + offsetof<Slot>('liveAt'))
  if (at) setOwn32(at, own32(slot + offsetof<Slot>('liveTarget')))
}

export function planReplace(
  slot: usize,
  id: u32,
  record: usize,
  expected: u64,
  reference: u32,
): void {
  if (!isBlock(reference)) announceInline(id, record)
  setOwn32(slot + offsetof<Slot>('target'), <u32>record)
  setOwn64(slot + offsetof<Slot>('expected'), expected)
  enter(slot, REPLACE)
}
