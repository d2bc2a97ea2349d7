/**
 * Go's sync.Map up to 1.23: what the read map has is read and changed without a lock, and everything else, be it only to
 * learn that a key is not there, waits for the one lock of the map while there is a dirty map (dirty.ts).
 */
import { own32 } from '../../atomics'
import { Slot } from '../../layout'
import { referenceOf } from '../../table/cells'
import { clear as clearMap } from '../../table/clearing'
import { selectNumber } from '../../table/keys'
import { CHANGED as CHANGED_TAG, isLive, NONE } from '../../table/references'
import { find, findIn, foundCell, segment } from '../../table/segments'
import { loadRoot } from '../../table/versions'
import { phaseOf } from '../../threads/intents'
import * as numbers from '../lock-free/numbers'
import { putAtOnce, SEE_TAG } from '../lock-free/numbers'
import { ALWAYS, CHANGED, CONFLICT, FULL, IF_VERSION, RETRY } from '../lock-free/outcomes'
import { readFound } from '../lock-free/read'
import { NUMBER_VALUE, selectValue } from '../lock-free/selected-value'
import { change, dropHands, endIncrement, erase, selectSum } from '../lock-free/write'
import { buried, dirtyOf, isAmended, isNowhere, missed, promote, settle } from './dirty'
import { gather, insert, promoteAll } from './insert'
import { enterMap, leaveMap, openLock } from './map-lock'

export { putKnown } from '../lock-free/write'
export { beforeKnown, beforeStep } from '../ordinary'
export { locate } from './dirty'
export { releaseLocks } from './map-lock'

/** Names the strategy in a map's header. */
export const STRATEGY: u32 = 5

/** Whether reads are calls that change shared memory, and may be cut short in it. */
export const READS_LOCK: bool = true

export function locksFor(_shards: u32): u32 {
  return 1
}

export function open(): void {
  openLock()
}

/** Under the lock: the record in either map; whether the read map lacked it, `isMissed` tells. */
function findUnderLock(root: u64): usize {
  const record = find(root)
  isMissed = !record && isAmended(segment)
  return isMissed ? findIn(dirtyOf(segment)) : record
}

let isMissed: bool = false

export function getNumber(slot: usize, id: u32, key: f64): f64 {
  const number = numbers.getNumber(slot, key)
  // What it did not find in the read map may be in the dirty one.
  if (number != SEE_TAG || own32(slot + offsetof<Slot>('tag')) != NONE) return number
  selectNumber(key)
  while (get(slot, id) == CHANGED_TAG) {}
  return SEE_TAG
}

export function get(slot: usize, id: u32): u32 {
  const root = loadRoot()
  const record = find(root)
  if (record || isNowhere()) return readFound(slot, record, root)
  enterMap(id)
  const tag = getUnderLock(slot, id)
  leaveMap()
  return tag
}

function getUnderLock(slot: usize, id: u32): u32 {
  const root = loadRoot()
  const record = findUnderLock(root)
  const home = segment
  const tag = readFound(slot, record, root)
  if (isMissed) missed(slot, id, home)
  return tag
}

export function has(slot: usize, id: u32): bool {
  const record = find(loadRoot())
  if (record || isNowhere()) return record != 0 && isLive(referenceOf(foundCell))
  enterMap(id)
  const isThere = findUnderLock(loadRoot()) != 0 && isLive(referenceOf(foundCell))
  if (isMissed) missed(slot, id, segment)
  leaveMap()
  return isThere
}

export function put(slot: usize, id: u32, condition: u32, version: u64): i32 {
  let result = RETRY
  while (result == RETRY) {
    const root = loadRoot()
    const record = find(root)
    if (record) result = change(slot, id, record, foundCell, root, condition, version)
    else if (condition == IF_VERSION && version != 0 && isNowhere()) result = CONFLICT
    else result = putUnderLock(slot, id, condition, version)
  }
  dropHands(slot, id)
  return result
}

function putUnderLock(slot: usize, id: u32, condition: u32, version: u64): i32 {
  enterMap(id)
  const root = loadRoot()
  const record = findUnderLock(root)
  let result = CONFLICT
  if (record) result = change(slot, id, record, foundCell, root, condition, version)
  else if (condition != IF_VERSION || version == 0) result = insert(slot, id, root)
  if (result == FULL && gather(slot, id)) result = RETRY
  leaveMap()
  return result
}

export function putNumber(slot: usize, id: u32, key: f64, value: f64): i32 {
  if (putAtOnce(slot, id, key, value)) return CHANGED
  selectNumber(key)
  selectValue(NUMBER_VALUE, 0, 0, value)
  return put(slot, id, ALWAYS, 0)
}

export function remove(slot: usize, id: u32, condition: u32, version: u64): i32 {
  let result = RETRY
  while (result == RETRY) {
    const root = loadRoot()
    const record = find(root)
    if (record) result = erase(slot, id, record, foundCell, root, condition, version)
    else if (isNowhere()) result = CONFLICT
    else result = removeUnderLock(slot, id, condition, version)
  }
  return result
}

function removeUnderLock(slot: usize, id: u32, condition: u32, version: u64): i32 {
  enterMap(id)
  const root = loadRoot()
  const record = findUnderLock(root)
  const home = segment
  const result = record ? erase(slot, id, record, foundCell, root, condition, version) : CONFLICT
  if (isMissed) {
    if (result == CHANGED) buried(home)
    missed(slot, id, home)
  }
  leaveMap()
  return result
}

export function increment(slot: usize, id: u32, by: f64): i32 {
  let result = RETRY
  do {
    const root = loadRoot()
    const record = find(root)
    result = record ? add(slot, id, record, root, by) : addUnderLock(slot, id, by)
  } while (endIncrement(slot, id, result))
  return result
}

function addUnderLock(slot: usize, id: u32, by: f64): i32 {
  enterMap(id)
  const root = loadRoot()
  let result = add(slot, id, findUnderLock(root), root, by)
  if (result == FULL && gather(slot, id)) result = RETRY
  leaveMap()
  return result
}

/** To the record that was found just now, or as a new key. */
function add(slot: usize, id: u32, record: usize, root: u64, by: f64): i32 {
  const cell = record ? foundCell : 0
  const result = selectSum(record, cell, by)
  if (result != CHANGED) return result
  return record ? change(slot, id, record, cell, root, ALWAYS, 0) : insert(slot, id, root)
}

export function clear(slot: usize, id: u32): void {
  enterMap(id)
  // From here on every record is in a table that the sweep knows.
  promoteAll(slot, id)
  clearMap(slot, id)
  leaveMap()
}

export function isWhole(home: usize): bool {
  return !isAmended(home)
}

/** Before a walk, as Go's Range does. */
export function makeWhole(slot: usize, id: u32, home: usize): void {
  enterMap(id)
  if (isAmended(home)) promote(slot, id, home)
  leaveMap()
}

export function settleTables(slot: usize, id: u32): void {
  settle(slot, id, phaseOf(slot))
}
