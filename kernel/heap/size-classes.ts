/**
 * Sizes of blocks: multiples of 8 up to 64, then four to each power of two up to 8 KiB, so that at most a fifth of a
 * block is lost. Both directions are arithmetic: no table to load.
 */
import { RECORD_CLASS, UNIT_SIZE } from '../layout'

export const SMALLEST: u32 = 16
/** Anything longer is a run of whole units. */
export const LARGEST: u32 = 8192
export const RECORD_SIZE: u32 = 32
/** The class above 64 bytes: from there on classes are quarters of powers of two. */
const FIRST_LARGE: u32 = 7

export function classOf(size: u32): u32 {
  if (size <= 64) return size <= SMALLEST ? 0 : ((size + 7) >> 3) - 2
  const last = size - 1
  const power = 31 - clz(last)
  return FIRST_LARGE + ((power - 6) << 2) + ((last >> (power - 2)) & 3)
}

export function sizeOf(sizeClass: u32): u32 {
  if (sizeClass == RECORD_CLASS) return RECORD_SIZE
  if (sizeClass < FIRST_LARGE) return (sizeClass + 2) << 3
  const quarter = sizeClass - FIRST_LARGE
  return (5 + (quarter & 3)) << (4 + (quarter >> 2))
}

/** Blocks that a thread fetches from a chunk, or gives back, at once; it holds up to twice as many free ones. */
export function batchOf(sizeClass: u32): u32 {
  // A division takes as long as all else that a `free` does, so not for the usual sizes.
  if (sizeClass < FIRST_LARGE || sizeClass == RECORD_CLASS) return MOST_IN_BATCH
  return max(BYTES_IN_BATCH / sizeOf(sizeClass), 2)
}

const MOST_IN_BATCH: u32 = 32
const BYTES_IN_BATCH: u32 = 2048

export function chunkCapacity(sizeClass: u32): u32 {
  return UNIT_SIZE / sizeOf(sizeClass)
}
