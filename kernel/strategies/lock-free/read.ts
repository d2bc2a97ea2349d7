/**
 * Reading without a lock and without a store that others see. A value is copied and then believed if the record's cell
 * still holds what it held before: a cell never returns to an earlier state, since its stamp grows.
 */
import { load32, load64, own32, setOwn32, setOwnF64 } from '../../atomics'
import { Record, Slot } from '../../layout'
import { referenceOf, stampOf } from '../../table/cells'
import { CHANGED, isBlock, isLive, NONE, writerOf as writerIn } from '../../table/references'
import { find, foundCell } from '../../table/segments'
import { copyOut } from '../../table/values'
import { epochOf, loadRoot, versionOf } from '../../table/versions'

/**
 * The selected key's value, in the slot's results; its tag, or NONE, or CHANGED if it was replaced while it was copied:
 * the copy went over the key in the window, so the caller must come again with it. O(1) expected, plus the value's length.
 */
export function get(slot: usize): u32 {
  const root = loadRoot()
  return readFound(slot, find(root), root)
}

/** The same of what was found just now: a record, or none. */
export function readFound(slot: usize, record: usize, root: u64): u32 {
  if (!record || !isLive(referenceOf(foundCell))) return none(slot)
  return readRecord(slot, record, foundCell, root) ? own32(slot + offsetof<Slot>('tag')) : CHANGED
}

export function has(): bool {
  return find(loadRoot()) != 0 && isLive(referenceOf(foundCell))
}

export const NO_WRITER: i32 = -1
export const ANOTHER_WRITER: i32 = -2

/** The slot of the thread that wrote the record found just now last; ANOTHER_WRITER if it is being written. */
export function writerOf(record: usize): i32 {
  if (!record) return NO_WRITER
  const writer = writerIn(referenceOf(foundCell))
  // A block that was replaced while we looked names anybody.
  return load64(record) == foundCell ? writer : ANOTHER_WRITER
}

function none(slot: usize): u32 {
  setOwn32(slot + offsetof<Slot>('tag'), NONE)
  return NONE
}

/** Copies value and place of a live record; false if its cell changed meanwhile. */
export function readRecord(slot: usize, record: usize, cell: u64, root: u64): bool {
  const identity = load32(record + offsetof<Record>('identity'))
  const version = versionOf(record, stampOf(cell))
  copyOut(slot, referenceOf(cell), 0)
  place(slot, record, identity, stampOf(cell), epochOf(root))
  setOwnF64(slot + offsetof<Slot>('version'), <f64>version)
  return load64(record) == cell
}

/** What a near cache keeps of a record. */
export function place(slot: usize, record: usize, identity: u32, stamp: u32, epoch: u32): void {
  setOwn32(slot + offsetof<Slot>('record'), <u32>record)
  setOwn32(slot + offsetof<Slot>('identity'), identity)
  setOwn32(slot + offsetof<Slot>('stamp'), stamp)
  setOwn32(slot + offsetof<Slot>('epoch'), epoch)
}

/** The bytes of a long value from `from` on; false if it is no longer the value with that stamp. */
export function readMore(slot: usize, record: usize, stamp: u32, from: u32): bool {
  const cell = load64(record)
  if (stampOf(cell) != stamp || !isBlock(referenceOf(cell))) return false
  copyOut(slot, referenceOf(cell), from)
  return load64(record) == cell
}

/** Whether what a near cache holds is the key's value now: the stamp first, then the epoch, which only grows. @inline */
export function isCurrent(record: usize, stamp: u32, epoch: u32): bool {
  return stampOf(load64(record)) == stamp && epochOf(loadRoot()) == epoch
}
