/**
 * Replacing a segment's table: by a larger one when it fills up, by one of the same or a smaller size when much of it
 * is tombstones. Under the segment's lock; updates, deletes and reads of its keys go on, only inserts wait.
 *
 * 1. SEALING: slot by slot, an empty one is sealed, so that no insert can come behind our back, and a tombstone's record
 *    becomes DEAD by CAS, unless its key is set again first. Now the keys can only become fewer.
 * 2. A table is taken that they fill by half at most. Without memory for it the old one is opened again.
 * 3. REBUILD: all records that are not dead go into the new table, then the segment's word names it.
 * 4. SWEEP: nobody that comes later sees the old table. When no insert aims at it any more, its dead records are given
 *    back, then the table itself.
 *
 * Each step can be run again from its start by whoever recovers a thread that died in it.
 */
import {
  cas64,
  load32,
  load64,
  own32,
  own64,
  setOwn32,
  setOwn64,
  store32,
  store64,
  wait32,
  zeroOwn,
} from '../atomics'
import { allocate, free } from '../heap/blocks'
import { Segment, Slot, SlotEntry } from '../layout'
import { lock, unlock } from '../locks/mutex'
import { arm } from '../threads/arming'
import { blocked } from '../threads/host'
import { enter, IDLE, REBUILD, SEALING, SWEEP } from '../threads/intents'
import { blockAt, count, hasThread, slotsUsed } from '../threads/slot-table'
import { referenceOf, replaceCell, stampOf } from './cells'
import { finishRelease } from './records'
import { DEAD, isAbsent, isDead, special } from './references'
import { detailOf, SEALED, slotRecord, slotTag, tableBits, tableOf } from './segments'
import { directoryOf, loadRoot, versionOf } from './versions'

const LEAST_BITS: u32 = 3
const COUNTED_ONCE: u64 = (<u64>1) << 37
const SLICE_MS: i64 = 1
const LOOKS: i32 = 200

/**
 * Rebuilds the table that `word` names. True if the caller should look again: it is done, or somebody else did it, or
 * the directory is no longer the current one. False if there is no memory for it. `privileged` may use the reserve: for
 * a rebuild that gives back more than it takes.
 */
export function rebuild(
  slot: usize,
  id: u32,
  segment: usize,
  word: u64,
  root: u64,
  privileged: bool,
): bool {
  arm()
  setOwn32(slot + offsetof<Slot>('segment'), <u32>segment)
  lock(detailOf(segment) + offsetof<Segment>('lock'), id)
  let done = true
  if (load64(segment) == word && directoryOf(loadRoot()) == directoryOf(root)) {
    done = replaceTable(slot, id, word, privileged)
  }
  unlock(detailOf(segment) + offsetof<Segment>('lock'))
  return done
}

/** Steps 1 to 4; the old table takes inserts again if there is no memory for another. */
function replaceTable(slot: usize, id: u32, word: u64, privileged: bool): bool {
  setOwn32(slot + offsetof<Slot>('oldTable'), <u32>tableOf(word))
  setOwn32(slot + offsetof<Slot>('oldTableBits'), tableBits(word))
  enter(slot, SEALING)
  const bits = bitsFor(sealTable(slot, id))
  setOwn32(slot + offsetof<Slot>('newTableBits'), bits)
  setOwn32(slot + offsetof<Slot>('handTableSize'), 8 << bits)
  if (!allocate(slot, id, 8 << bits, tableHand(slot), privileged)) {
    unsealTable(slot)
    return false
  }
  enter(slot, REBUILD)
  transfer(slot, id)
  count(id, offsetof<SlotEntry>('growths'))
  return true
}

/** Of a table that these many keys, and one more, fill by half at most. */
export function bitsFor(keys: u32): u32 {
  const wanted = (keys + 1) << 1
  let bits = LEAST_BITS
  while (wanted >> bits > 0 && wanted != (<u32>1) << bits) bits++
  return bits
}

/** Seals the old table and buries its tombstones; the number of keys that are left. */
function sealTable(slot: usize, id: u32): u32 {
  const segment: usize = own32(slot + offsetof<Slot>('segment'))
  const old: usize = own32(slot + offsetof<Slot>('oldTable'))
  if (!old) return 0
  let left: u32 = 0
  for (let at = old; at < old + (8 << own32(slot + offsetof<Slot>('oldTableBits'))); at += 8) {
    const taken = seal(at)
    if (taken == SEALED) continue
    if (!buryIfDeleted(id, segment, slotRecord(taken))) left++
  }
  return left
}

/** Opens the old table again, and ends the phase. What was buried in it stays dead, and is skipped by probes. */
export function unsealTable(slot: usize): void {
  const old: usize = own32(slot + offsetof<Slot>('oldTable'))
  const end = old ? old + (8 << own32(slot + offsetof<Slot>('oldTableBits'))) : old
  for (let at = old; at < end; at += 8) cas64(at, SEALED, 0)
  enter(slot, IDLE)
}

/** A value may be in `hand` already while an insert makes room: the table has a word of its own. */
export function tableHand(slot: usize): usize {
  return slot + offsetof<Slot>('handTable')
}

/** Steps 3 and 4. Also for a sweep by `clear`, which has no new table and leaves no record alive. */
export function transfer(slot: usize, id: u32): void {
  const segment: usize = own32(slot + offsetof<Slot>('segment'))
  const table: usize = own32(tableHand(slot))
  const bits = own32(slot + offsetof<Slot>('newTableBits'))
  const old: usize = own32(slot + offsetof<Slot>('oldTable'))
  const end = old ? old + (8 << own32(slot + offsetof<Slot>('oldTableBits'))) : old
  const mask: u32 = (1 << bits) - 1
  if (table) zeroOwn(table, 8 << bits)
  let used: u32 = 0
  for (let at = old; at < end; at += 8) {
    const taken = seal(at)
    if (taken == SEALED) continue
    if (buryIfDeleted(id, segment, slotRecord(taken))) continue
    let place = slotTag(taken) & mask
    while (own64(table + (place << 3))) place = (place + 1) & mask
    setOwn64(table + (place << 3), taken)
    used++
  }
  store32(detailOf(segment) + offsetof<Segment>('used'), used)
  store32(detailOf(segment) + offsetof<Segment>('dead'), 0)
  store64(segment, nextWord(load64(segment), table, bits))
  sweep(slot, id)
}

/** The word after `word`, for another table, or for none. */
export function nextWord(word: u64, table: usize, bits: u32): u64 {
  return ((word & ~(COUNTED_ONCE - 1)) + COUNTED_ONCE) | ((<u64>bits) << 32) | table
}

/** What the slot holds for good: a record, or SEALED if it was empty. */
export function seal(at: usize): u64 {
  const taken = cas64(at, 0, SEALED)
  return taken ? taken : SEALED
}

/**
 * Whether the record is dead, made so if its key is deleted. The key may be set again at once, in another record, so before
 * that the segment's floor is above all versions that it had.
 */
export function buryIfDeleted(id: u32, segment: usize, record: usize): bool {
  const floorAt = detailOf(segment) + offsetof<Segment>('floor')
  while (true) {
    const cell = load64(record)
    if (isDead(referenceOf(cell))) return true
    if (!isAbsent(referenceOf(cell))) return false
    store64(floorAt, max(load64(floorAt), versionOf(record, stampOf(cell)) + 1))
    replaceCell(id, record, cell, special(DEAD, id))
  }
}

/** Step 4. */
export function sweep(slot: usize, id: u32): void {
  enter(slot, SWEEP)
  setOwn32(tableHand(slot), 0)
  const old: usize = own32(slot + offsetof<Slot>('oldTable'))
  const bits = own32(slot + offsetof<Slot>('oldTableBits'))
  const size: u32 = 8 << bits
  if (!old) {
    enter(slot, IDLE)
    return
  }
  awaitInserts(old)
  // Who swept before us may have died on the way: the slot is sealed before its record goes back, and that only once.
  const pending = own32(slot + offsetof<Slot>('releasing'))
  if (pending) sealSlotOf(old, size, pending)
  finishRelease(slot, id)
  for (let at = old; at < old + size; at += 8) {
    const taken = load64(at)
    if (taken <= SEALED) continue
    const record = slotRecord(taken)
    if (!isDead(referenceOf(load64(record)))) continue
    setOwn32(slot + offsetof<Slot>('releasing'), <u32>record)
    store64(at, SEALED)
    finishRelease(slot, id)
  }
  // As it is freed its words are written over: it is in hand by then, and no longer to be swept.
  setOwn32(slot + offsetof<Slot>('handTableSize'), size)
  setOwn32(tableHand(slot), <u32>old)
  enter(slot, IDLE)
  free(slot, id, old, size, tableHand(slot))
}

function sealSlotOf(table: usize, size: u32, record: usize): void {
  for (let at = table; at < table + size; at += 8) {
    if (slotRecord(load64(at)) == record) store64(at, SEALED)
  }
}

/** Waits until no thread is about to store into the old table. Each such moment is a few instructions long. */
function awaitInserts(table: usize): void {
  const used = slotsUsed()
  for (let id: u32 = 0; id < used; id++) {
    if (!hasThread(id)) continue
    const word = blockAt(id) + offsetof<Slot>('inserting')
    let looks = 0
    while (load32(word) == <u32>table) {
      if (++looks > LOOKS && wait32(word, <u32>table, SLICE_MS) == 2) blocked(id)
    }
  }
}
