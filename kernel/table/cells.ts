/**
 * The one way a cell changes: a CAS of {stamp, reference} to {stamp + 1, another}.
 *
 * A thread may die between its CAS and the note that it took place. What it leaves is told from the cell while nobody has
 * changed it since, for each reference names its writer. So a thread that is about to change a cell written by another
 * makes sure that that one is not still in the middle of it, or leaves evidence first. After Attiya, Ben-Baruch and
 * Hendler, "Nesting-Safe Recoverable Linearizability" (2018), whose helping matrix this is, with one word for each pair.
 */
import { cas64, load32, load64, own32, setOwn32, store64 } from '../atomics'
import { free } from '../heap/blocks'
import { BlockHeader, Slot } from '../layout'
import { countChange, isAnnouncedInline, isUnsettled } from '../threads/horizon'
import { applyCount, enter, IDLE, REPLACE, REPLACED } from '../threads/intents'
import { evidenceOf } from '../threads/self'
import { blockAt, hasThread } from '../threads/slot-table'
import { blockOf, HEADER_SIZE, isBlock, LENGTH_MASK, signatureOf, writerIn } from './references'
import { enterUnit, isBoundary, syncHigh, versionOf } from './versions'

export function referenceOf(cell: u64): u32 {
  return <u32>cell
}

export function stampOf(cell: u64): u32 {
  return <u32>(cell >> 32)
}

export function cellOf(stamp: u32, reference: u32): u64 {
  return ((<u64>stamp) << 32) | reference
}

/** False if the cell was no longer `cell`. @inline */
export function replaceCell(id: u32, record: usize, cell: u64, reference: u32): bool {
  const signed = signatureOf(referenceOf(cell))
  const writer = writerIn(signed)
  if (writer != id && mayBeOpen(writer, signed, record, cell))
    leaveEvidence(id, writer, record, cell)
  const stamp = stampOf(cell) + 1
  if (isBoundary(stamp)) {
    syncHigh(record, stampOf(cell))
    enterUnit(versionOf(record, stampOf(cell)) + 1)
  }
  if (cas64(record, cell, cellOf(stamp, reference)) != cell) return false
  // On ARM64 plain stores may pass the store of a CAS, but not a load that follows it: without this one a replaced block
  // could be seen overwritten before it is seen replaced.
  load64(record)
  if (isBoundary(stamp)) syncHigh(record, stamp)
  return true
}

/** Whether the writer of the cell may still have to note that its change took place. @inline */
function mayBeOpen(writer: u32, signed: u32, record: usize, cell: u64): bool {
  if (isBlock(referenceOf(cell))) return isUnsettled(writer, signed)
  return isAnnouncedInline(writer, record)
}

/** The writer's intent was stored before its CAS, which we have seen: so it is visible if it still stands. */
function leaveEvidence(id: u32, writer: u32, record: usize, cell: u64): void {
  if (!hasThread(writer)) return
  const other = blockAt(writer)
  if (load32(other + offsetof<Slot>('target')) != <u32>record) return
  if (load32(other + offsetof<Slot>('phase')) != REPLACE) return
  if (stampOf(load64(other + offsetof<Slot>('expected'))) + 1 != stampOf(cell)) return
  // The block that named the writer may have been another's by then.
  if (load64(record) != cell) return
  store64(evidenceOf(other, id), ((<u64>stampOf(cell)) << 32) | record)
}

/** After a CAS that took place under REPLACE: counts, frees the replaced block, and is done. @inline */
export function finishReplace(slot: usize, id: u32, cell: u64): void {
  enter(slot, REPLACED)
  applyCount(slot)
  countChange(id)
  setOwn32(slot + offsetof<Slot>('hand'), 0)
  freeReplaced(slot, id, cell)
}

/** Frees the value block of a replaced cell, which the thread in REPLACED owns, and ends the phase. @inline */
export function freeReplaced(slot: usize, id: u32, cell: u64): void {
  const reference = referenceOf(cell)
  if (!isBlock(reference)) {
    enter(slot, IDLE)
    return
  }
  const block = blockOf(reference)
  free(slot, id, block, sizeInBlock(block), slot + offsetof<Slot>('phase'))
}

/** Bytes from the start of a value block to the end of its value. Only for a block that cannot change meanwhile. */
export function sizeInBlock(block: usize): u32 {
  return (own32(block + offsetof<BlockHeader>('length')) & LENGTH_MASK) + HEADER_SIZE
}
