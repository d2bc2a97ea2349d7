/**
 * Writing: one CAS decides. The value is made first, the record found, and then its cell changed from what it was; or a
 * new record is inserted.
 */
import { add32, load32, load64, own32, setOwnF64 } from '../../atomics'
import { free } from '../../heap/blocks'
import { Record, Segment, Slot, SlotEntry } from '../../layout'
import { finishReplace, referenceOf, replaceCell, stampOf } from '../../table/cells'
import { rebuild } from '../../table/growth'
import { reclaim } from '../../table/reclaiming'
import { dropRecord } from '../../table/records'
import {
  ABSENT,
  blockOf,
  DOUBLE,
  doubleBits,
  INTEGER,
  integerOf,
  isBlock,
  isDead,
  isLive,
  special,
  tagOf,
} from '../../table/references'
import { detailOf, find, foundCell, segment, segmentWord } from '../../table/segments'
import { made } from '../../table/values'
import { directoryOf, epochOf, loadRoot, versionOf } from '../../table/versions'
import { countChange } from '../../threads/horizon'
import { enter, IDLE, planCount, planReplace } from '../../threads/intents'
import { count } from '../../threads/slot-table'
import { insert, isCleared } from './insert'
import {
  ALWAYS,
  CHANGED,
  CONFLICT,
  FULL,
  IF_ABSENT,
  IF_VERSION,
  INSERTED_NEW,
  RETRY,
  STALE,
  WRONG_TYPE,
} from './outcomes'
import { place } from './read'
import { make, NUMBER_VALUE, number, selectValue } from './selected-value'

/** Stores the selected value under the selected key, if `condition` (with `version`) allows. O(1) expected. */
export function put(slot: usize, id: u32, condition: u32, version: u64): i32 {
  let result = RETRY
  while (result == RETRY) {
    const root = loadRoot()
    const record = find(root)
    if (record) result = change(slot, id, record, foundCell, root, condition, version)
    else if (condition == IF_VERSION && version != 0) result = CONFLICT
    else result = insert(slot, id, root)
    // What deleted keys still hold may be enough.
    if (result == FULL && reclaim(slot, id)) result = RETRY
  }
  dropHands(slot, id)
  return result
}

/** The same for a record that a near cache knows, unconditionally; STALE if the record is another key's by now. @inline */
export function putKnown(slot: usize, id: u32, record: usize, identity: u32, epoch: u32): i32 {
  let result = RETRY
  while (result == RETRY) {
    const root = loadRoot()
    // In this order: a record given to another key has had its cell changed first, so the CAS fails.
    const cell = load64(record)
    const known =
      epochOf(root) == epoch && load32(record + offsetof<Record>('identity')) == identity
    if (!known || isDead(referenceOf(cell))) result = STALE
    else result = change(slot, id, record, cell, root, ALWAYS, 0)
  }
  dropHands(slot, id)
  return result
}

/** One attempt to change the key's record from `cell`; RETRY if it no longer holds that. @inline */
export function change(
  slot: usize,
  id: u32,
  record: usize,
  cell: u64,
  root: u64,
  condition: u32,
  version: u64,
): i32 {
  const reference = referenceOf(cell)
  const live = isLive(reference)
  if (condition == IF_ABSENT && live) return CONFLICT
  if (condition == IF_VERSION && (live ? versionOf(record, stampOf(cell)) : 0) != version) {
    return load64(record) == cell ? CONFLICT : RETRY
  }
  if (!live && isCleared(root)) return RETRY
  if (!make(slot, id, live)) return FULL
  const identity = load32(record + offsetof<Record>('identity'))
  if (!commit(slot, id, record, cell, root, made, live ? 0 : 1)) {
    count(id, offsetof<SlotEntry>('retries'))
    return RETRY
  }
  place(slot, record, identity, stampOf(cell) + 1, epochOf(root))
  return live ? CHANGED : INSERTED_NEW
}

/** The CAS with its announcement; without one where there is nothing to free or to count. @inline */
export function commit(
  slot: usize,
  id: u32,
  record: usize,
  cell: u64,
  root: u64,
  reference: u32,
  delta: i32,
): bool {
  if (delta == 0 && !isBlock(referenceOf(cell)) && !isBlock(reference)) {
    if (!replaceCell(id, record, cell, reference)) return false
    countChange(id)
    return true
  }
  planCount(slot, id, directoryOf(root), delta)
  planReplace(slot, id, record, cell, reference)
  if (replaceCell(id, record, cell, reference)) {
    finishReplace(slot, id, cell)
    return true
  }
  enter(slot, IDLE)
  return false
}

/** Gives back what was taken for a call and not used. @inline */
export function dropHands(slot: usize, id: u32): void {
  const hand = own32(slot + offsetof<Slot>('hand'))
  if (hand)
    free(slot, id, hand, own32(slot + offsetof<Slot>('handSize')), slot + offsetof<Slot>('hand'))
  if (own32(slot + offsetof<Slot>('handRecord'))) dropRecord(slot, id)
}

/** Deletes the selected key, if `condition` allows. CHANGED, or CONFLICT also if there was nothing to delete. */
export function remove(slot: usize, id: u32, condition: u32, version: u64): i32 {
  while (true) {
    const root = loadRoot()
    const record = find(root)
    if (!record) return CONFLICT
    const home = segment
    const word = segmentWord
    const result = erase(slot, id, record, foundCell, root, condition, version)
    if (result == CHANGED) compact(slot, id, home, word, root)
    if (result != RETRY) return result
  }
}

/** One attempt to take its value from the key's record, which held `cell`. */
export function erase(
  slot: usize,
  id: u32,
  record: usize,
  cell: u64,
  root: u64,
  condition: u32,
  version: u64,
): i32 {
  if (!isLive(referenceOf(cell))) return CONFLICT
  if (condition == IF_VERSION && versionOf(record, stampOf(cell)) != version) {
    return load64(record) == cell ? CONFLICT : RETRY
  }
  if (commit(slot, id, record, cell, root, special(ABSENT, id), -1)) {
    count(id, offsetof<SlotEntry>('removals'))
    return CHANGED
  }
  count(id, offsetof<SlotEntry>('retries'))
  return RETRY
}

/**
 * Half of a table is tombstones: their records and keys, and most of the table, are given back. A delete never waits for
 * it: if another thread holds the lock, some later delete will see to it.
 */
function compact(slot: usize, id: u32, home: usize, word: u64, root: u64): void {
  const dead = add32(detailOf(home) + offsetof<Segment>('dead'), 1) + 1
  if (dead < LEAST_DEAD || dead << 1 < load32(detailOf(home) + offsetof<Segment>('used'))) return
  if (load32(detailOf(home) + offsetof<Segment>('lock')) == 0)
    rebuild(slot, id, home, word, root, true)
}

const LEAST_DEAD: u32 = 8

/** Adds to a number, from 0 if the key is absent; the sum is in the slot's `number`. */
export function increment(slot: usize, id: u32, by: f64): i32 {
  while (true) {
    const root = loadRoot()
    const record = find(root)
    const cell = record ? foundCell : 0
    let result = selectSum(record, cell, by)
    if (result == CHANGED) {
      result = record ? change(slot, id, record, cell, root, ALWAYS, 0) : insert(slot, id, root)
    }
    const isAgain = endIncrement(slot, id, result) || (result == FULL && reclaim(slot, id))
    if (!isAgain) return result
  }
}

/** Selects as value what `by` makes of the record's number, 0 if it has none: CHANGED, or why it cannot. */
export function selectSum(record: usize, cell: u64, by: f64): i32 {
  let old: f64 = 0
  if (record && isLive(referenceOf(cell))) {
    const reference = referenceOf(cell)
    if (tagOf(reference) == INTEGER) old = <f64>integerOf(reference)
    else if (tagOf(reference) == DOUBLE) {
      const bits = doubleBits(blockOf(reference))
      // A block that was replaced while we read it held anything.
      const again = load64(record)
      if (again != cell) return RETRY
      old = reinterpret<f64>(bits ^ cell ^ again)
    } else return WRONG_TYPE
  }
  selectValue(NUMBER_VALUE, 0, 0, old + by)
  return CHANGED
}

/** Lets go of what the attempt left, and notes the sum if it was stored. Whether it is to be made again. */
export function endIncrement(slot: usize, id: u32, result: i32): bool {
  dropHands(slot, id)
  if (result == CHANGED || result == INSERTED_NEW)
    setOwnF64(slot + offsetof<Slot>('number'), number)
  return result == RETRY
}
