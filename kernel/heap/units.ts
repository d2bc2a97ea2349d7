/**
 * Runs of 16 KiB units: what chunks and large blocks are made of. All of it under the heap's lock.
 *
 * A unit's `state` is the truth and changes by one store; the lists of free runs are derived from it, so that a death in
 * the middle leaves nothing to puzzle out (repair.ts). Free runs merge with their neighbours as they are freed.
 */
import { own32, refresh, setOwn32 } from '../atomics'
import { Header, RUN_BINS, RUN_LISTS, UNIT_BITS, UNIT_SIZE, Unit, WASM_PAGE_BITS } from '../layout'

export const FREE: u32 = 1 << 29
export const CHUNK: u32 = 2 << 29
export const RUN: u32 = 3 << 29
export const KIND: u32 = 7 << 29

/** Memory grows by at least a sixteenth, so that growing is rare, and by 1 MiB, so that it is not tiny. */
const GROW_SHIFT: u32 = 4
const GROW_LEAST_PAGES: u32 = 16

export function unitAt(index: u32): usize {
  return own32(offsetof<Header>('units')) + (index << 5)
}

export function unitState(index: u32): u32 {
  return own32(unitAt(index) + offsetof<Unit>('state'))
}

export function setUnitState(index: u32, state: u32): void {
  setOwn32(unitAt(index) + offsetof<Unit>('state'), state)
}

function binOf(length: u32): u32 {
  const bin: u32 = 31 - clz(length)
  return bin < RUN_BINS ? bin : RUN_BINS - 1
}

export function listRun(index: u32, length: u32): void {
  link(RUN_LISTS + (binOf(length) << 2), index)
  setOwn32(unitAt(index + length - 1) + offsetof<Unit>('tail'), length)
  addFree(length)
}

function unlistRun(index: u32, length: u32): void {
  unlink(RUN_LISTS + (binOf(length) << 2), index)
  setOwn32(unitAt(index + length - 1) + offsetof<Unit>('tail'), 0)
  addFree(0 - length)
}

function addFree(length: u32): void {
  setOwn32(offsetof<Header>('freeUnits'), own32(offsetof<Header>('freeUnits')) + length)
}

/** Puts a unit at the front of the doubly linked list that starts at `head`. */
export function link(head: usize, index: u32): void {
  const first = own32(head)
  const unit = unitAt(index)
  setOwn32(unit + offsetof<Unit>('next'), first)
  setOwn32(unit + offsetof<Unit>('previous'), 0)
  if (first) setOwn32(unitAt(first) + offsetof<Unit>('previous'), index)
  setOwn32(head, index)
}

/** Takes a unit out of the doubly linked list that starts at `head`. */
export function unlink(head: usize, index: u32): void {
  const unit = unitAt(index)
  const next = own32(unit + offsetof<Unit>('next'))
  const previous = own32(unit + offsetof<Unit>('previous'))
  if (next) setOwn32(unitAt(next) + offsetof<Unit>('previous'), previous)
  if (previous) setOwn32(unitAt(previous) + offsetof<Unit>('next'), next)
  else setOwn32(head, next)
}

/**
 * Finds `length` units in a row and marks them with `state`; 0 if there are none. `announce` is the word that learns
 * their address before they are marked, so that a death never loses them.
 */
export function allocateUnits(length: u32, state: u32, announce: usize, privileged: bool): u32 {
  const frontier = own32(offsetof<Header>('frontier'))
  const room = own32(offsetof<Header>('maxUnits')) - frontier
  if (!privileged && !isAboveReserve(length)) return 0
  for (let bin = binOf(length); bin < RUN_BINS; bin++) {
    let index = own32(RUN_LISTS + (bin << 2))
    while (index) {
      const found = unitState(index) & ~KIND
      if (found >= length) {
        if (announce) setOwn32(announce, index << UNIT_BITS)
        unlistRun(index, found)
        if (found > length) {
          setUnitState(index + length, FREE | (found - length))
          listRun(index + length, found - length)
        }
        setUnitState(index, state)
        return index
      }
      index = own32(unitAt(index) + offsetof<Unit>('next'))
    }
  }
  if (room < length || !commit(frontier + length)) return 0
  if (announce) setOwn32(announce, frontier << UNIT_BITS)
  setUnitState(frontier, state)
  setOwn32(offsetof<Header>('frontier'), frontier + length)
  return frontier
}

/** Whether `length` units can go and leave the reserve untouched. Exact under the heap's lock, a good guess without. */
export function isAboveReserve(length: u32): bool {
  const room = own32(offsetof<Header>('maxUnits')) - own32(offsetof<Header>('frontier'))
  return (
    own32(offsetof<Header>('freeUnits')) + room >= length + own32(offsetof<Header>('reserveUnits'))
  )
}

/** Sees to it that memory reaches up to unit `end`. */
function commit(end: u32): bool {
  const pages: u32 = memory.size()
  const needed = ((end << (UNIT_BITS - 10)) + 63) >> (WASM_PAGE_BITS - 10)
  if (needed <= pages) return true
  // Another thread may have grown it already.
  refresh()
  if (needed <= <u32>memory.size()) return true
  const most =
    ((own32(offsetof<Header>('maxUnits')) << (UNIT_BITS - 10)) + 63) >> (WASM_PAGE_BITS - 10)
  let target = pages + max(GROW_LEAST_PAGES, pages >> GROW_SHIFT)
  if (target < needed) target = needed
  if (target > most) target = most
  if (memory.grow(target - pages) >= 0) return true
  return memory.grow(needed - pages) >= 0
}

/** Gives units back and merges them with free neighbours. */
export function freeUnits(start: u32, units: u32): void {
  let index = start
  let length = units
  setUnitState(index, FREE | length)
  const after = index + length
  if (after < own32(offsetof<Header>('frontier'))) {
    const state = unitState(after)
    if ((state & KIND) == FREE) {
      unlistRun(after, state & ~KIND)
      length += state & ~KIND
      setUnitState(index, FREE | length)
    }
  }
  if (index > own32(offsetof<Header>('firstUnit'))) {
    const before = own32(unitAt(index - 1) + offsetof<Unit>('tail'))
    if (before) {
      unlistRun(index - before, before)
      index -= before
      length += before
      setUnitState(index, FREE | length)
    }
  }
  listRun(index, length)
}

export function runLength(address: usize): u32 {
  return unitState(<u32>address >> UNIT_BITS) & ~KIND
}

export function unitsFor(size: u32): u32 {
  return (size + UNIT_SIZE - 1) >> UNIT_BITS
}
