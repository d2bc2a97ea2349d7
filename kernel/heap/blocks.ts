/**
 * Blocks for one thread at a time. Each thread keeps a magazine of free blocks for each class and goes to the shared
 * chunks only to fill or to empty it: after Bonwick and Adams, "Magazines and Vmem" (2001), with one magazine a class.
 *
 * A block in nobody's list is always named by one word of a slot: `hand*` (taken, unpublished), `expected` (replaced,
 * not yet given back), `moving` (between a magazine and a chunk). Each list is changed by one store after that word is
 * set, so whoever recovers a dead thread sees from the list's head which side of the store it died on.
 */
import { own32, reach, setOwn32, zeroOwn } from '../atomics'
import { CHUNK_LISTS, CLASSES, RECORD_CLASS, Slot, UNIT_BITS, UNIT_SIZE, Unit } from '../layout'
import { magazineOf } from '../threads/self'
import { carveAddress, isFull, linkOf, listChunk } from './chunks'
import { lockHeap, unlockHeap } from './heap-lock'
import { batchOf, classOf, LARGEST, sizeOf } from './size-classes'
import {
  allocateUnits,
  CHUNK,
  freeUnits,
  RUN,
  runLength,
  setUnitState,
  unitAt,
  unitsFor,
  unlink,
} from './units'

/**
 * Takes a block of `size` bytes and names it in the slot's word `hand`; 0 if the heap is full. `privileged` may use the
 * reserve.
 * @inline
 */
export function allocate(slot: usize, id: u32, size: u32, hand: usize, privileged: bool): usize {
  if (size > LARGEST) return allocateRun(id, size, hand, privileged)
  return allocateClass(slot, id, classOf(size), hand, privileged)
}

/** The same for a class of blocks. @inline */
export function allocateClass(
  slot: usize,
  id: u32,
  sizeClass: u32,
  hand: usize,
  privileged: bool,
): usize {
  const magazine = magazineOf(slot, sizeClass)
  let block = own32(magazine)
  if (!block) {
    if (!refill(slot, id, sizeClass, privileged)) return 0
    block = own32(magazine)
  }
  setOwn32(hand, block)
  setOwn32(magazine, own32(linkOf(block, sizeClass)))
  setOwn32(magazine + 4, own32(magazine + 4) - 1)
  reach(block, sizeOf(sizeClass))
  return block
}

/** Gives back a block that only this thread can reach. The caller's word still names it, and is cleared afterwards. */
export function release(slot: usize, block: usize, sizeClass: u32): void {
  const magazine = magazineOf(slot, sizeClass)
  setOwn32(linkOf(block, sizeClass), own32(magazine))
  setOwn32(magazine, <u32>block)
  setOwn32(magazine + 4, own32(magazine + 4) + 1)
}

/** Empties an overfull magazine by half. To be called when no word names the block released last. @inline */
export function trim(slot: usize, id: u32, sizeClass: u32): void {
  const magazine = magazineOf(slot, sizeClass)
  const batch = batchOf(sizeClass)
  if (own32(magazine + 4) > batch << 1) spill(slot, id, sizeClass, batch)
}

/** Moves up to `count` blocks from the magazine to their chunks. */
export function spill(slot: usize, id: u32, sizeClass: u32, count: u32): void {
  const magazine = magazineOf(slot, sizeClass)
  lockHeap(id)
  for (let moved: u32 = 0; moved < count; moved++) {
    const block = own32(magazine)
    if (!block) break
    setOwn32(slot + offsetof<Slot>('moving'), <u32>block)
    setOwn32(magazine, own32(linkOf(block, sizeClass)))
    setOwn32(magazine + 4, own32(magazine + 4) - 1)
    returnToChunk(block, sizeClass)
    setOwn32(slot + offsetof<Slot>('moving'), 0)
  }
  unlockHeap()
}

/**
 * Empties all of the thread's magazines, so that no chunk stays for the sake of a few free blocks. A thread that was cut
 * short between the stores to a list and to its count has a wrong count until then.
 */
export function flush(slot: usize, id: u32): void {
  for (let sizeClass: u32 = 0; sizeClass < CLASSES; sizeClass++) {
    const magazine = magazineOf(slot, sizeClass)
    if (own32(magazine)) spill(slot, id, sizeClass, u32.MAX_VALUE)
    if (own32(magazine + 4)) setOwn32(magazine + 4, 0)
  }
}

/** Puts a block on its chunk's free list; frees the chunk with its last block. Under the heap's lock. */
export function returnToChunk(block: usize, sizeClass: u32): void {
  const index = <u32>block >> UNIT_BITS
  const unit = unitAt(index)
  const full = isFull(unit, sizeClass)
  setOwn32(linkOf(block, sizeClass), own32(unit + offsetof<Unit>('free')))
  setOwn32(unit + offsetof<Unit>('free'), <u32>block)
  const out = own32(unit + offsetof<Unit>('out')) - 1
  setOwn32(unit + offsetof<Unit>('out'), out)
  if (full) listChunk(index, sizeClass)
  // The memory of records stays theirs; of other classes one empty chunk is kept, lest it come and go.
  if (out == 0 && sizeClass != RECORD_CLASS && !isOnlyChunk(unit)) {
    unlink(CHUNK_LISTS + (sizeClass << 2), index)
    freeUnits(index, 1)
  }
}

function isOnlyChunk(unit: usize): bool {
  return own32(unit + offsetof<Unit>('next')) == 0 && own32(unit + offsetof<Unit>('previous')) == 0
}

function refill(slot: usize, id: u32, sizeClass: u32, privileged: bool): bool {
  const magazine = magazineOf(slot, sizeClass)
  const head = CHUNK_LISTS + (sizeClass << 2)
  lockHeap(id)
  let wanted = batchOf(sizeClass)
  while (wanted) {
    let index = own32(head)
    if (!index) {
      // A second chunk for one batch would be taken for nothing.
      if (own32(magazine)) break
      index = newChunk(slot, sizeClass, privileged)
      if (!index) break
    }
    const unit = unitAt(index)
    let block = own32(unit + offsetof<Unit>('free'))
    setOwn32(slot + offsetof<Slot>('moving'), block ? block : carveAddress(index, unit, sizeClass))
    if (block) {
      setOwn32(unit + offsetof<Unit>('free'), own32(linkOf(block, sizeClass)))
    } else {
      block = carveAddress(index, unit, sizeClass)
      setOwn32(unit + offsetof<Unit>('carved'), own32(unit + offsetof<Unit>('carved')) + 1)
    }
    setOwn32(unit + offsetof<Unit>('out'), own32(unit + offsetof<Unit>('out')) + 1)
    if (isFull(unit, sizeClass)) unlink(head, index)
    release(slot, block, sizeClass)
    setOwn32(slot + offsetof<Slot>('moving'), 0)
    wanted--
  }
  unlockHeap()
  return own32(magazine) != 0
}

function newChunk(slot: usize, sizeClass: u32, privileged: bool): u32 {
  const moving = slot + offsetof<Slot>('moving')
  const index = allocateUnits(1, RUN | 1, moving, privileged)
  if (!index) return 0
  const unit = unitAt(index)
  setOwn32(unit + offsetof<Unit>('carved'), 0)
  setOwn32(unit + offsetof<Unit>('free'), 0)
  setOwn32(unit + offsetof<Unit>('out'), 0)
  // A record's cell starts dead with stamp 0, whatever the unit held before.
  if (sizeClass == RECORD_CLASS) zeroOwn((<usize>index) << UNIT_BITS, UNIT_SIZE)
  // Only now a chunk: with its fields in order, whoever repairs the heap may believe them.
  setUnitState(index, CHUNK | sizeClass)
  setOwn32(moving, 0)
  listChunk(index, sizeClass)
  return index
}

function allocateRun(id: u32, size: u32, hand: usize, privileged: bool): usize {
  const length = unitsFor(size)
  lockHeap(id)
  const index = allocateUnits(length, RUN | length, hand, privileged)
  unlockHeap()
  reach(index << UNIT_BITS, size)
  return index << UNIT_BITS
}

/** Frees a block of any size that the slot's `word` names, and clears the word. @inline */
export function free(slot: usize, id: u32, block: usize, size: u32, word: usize): void {
  if (size > LARGEST) {
    freeRun(id, block, word)
    return
  }
  const sizeClass = classOf(size)
  release(slot, block, sizeClass)
  setOwn32(word, 0)
  trim(slot, id, sizeClass)
}

/**
 * Nobody can take the run's units before the lock is free, and by then the word no longer names them. A death in between
 * leaves the lock held: whoever takes it over forgets the words that name free units (repair.ts).
 */
function freeRun(id: u32, block: usize, word: usize): void {
  lockHeap(id)
  freeUnits(<u32>block >> UNIT_BITS, runLength(block))
  setOwn32(word, 0)
  unlockHeap()
}

/** Bytes that a block of this size takes from the heap. */
export function footprint(size: u32): u32 {
  return size > LARGEST ? unitsFor(size) << UNIT_BITS : sizeOf(classOf(size))
}
