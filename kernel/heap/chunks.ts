/** Chunks of blocks of one class: what blocks.ts takes from and gives back to, and repair.ts puts in order. */
import { own32 } from '../atomics'
import { BlockHeader, CHUNK_LISTS, RECORD_CLASS, Record, UNIT_BITS, Unit } from '../layout'
import { magazineOf } from '../threads/self'
import { chunkCapacity, sizeOf } from './size-classes'
import { link } from './units'

/** Where a free block keeps its link: a record's cell and identity must outlive its freedom, a value's header may. */
export function linkOf(block: usize, sizeClass: u32): usize {
  return block + (sizeClass == RECORD_CLASS ? offsetof<Record>('key') : offsetof<BlockHeader>())
}

/** Whether a `release` that may have been cut short did put the block back. */
export function isReleased(slot: usize, block: usize, sizeClass: u32): bool {
  return own32(magazineOf(slot, sizeClass)) == <u32>block
}

export function carveAddress(index: u32, unit: usize, sizeClass: u32): u32 {
  return (index << UNIT_BITS) + own32(unit + offsetof<Unit>('carved')) * sizeOf(sizeClass)
}

export function isFull(unit: usize, sizeClass: u32): bool {
  return (
    own32(unit + offsetof<Unit>('free')) == 0 &&
    own32(unit + offsetof<Unit>('carved')) == chunkCapacity(sizeClass)
  )
}

export function listChunk(index: u32, sizeClass: u32): void {
  link(CHUNK_LISTS + (sizeClass << 2), index)
}
