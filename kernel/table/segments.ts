/**
 * Finding a key. A segment's table is open addressing with linear probing over slots {hash tag, record}. Within one table
 * a slot goes from empty to a record, or to SEALED while the table is being replaced, and never changes again.
 *
 * A table that was replaced is freed while readers may still probe it, so nothing read from it is believed until the
 * segment's word proves to be the same as before: records are reclaimed only after that word has changed.
 */
import { load64, reach } from '../atomics'
import { DIRECTORIES, Record, SEGMENT_WORD_SIZE } from '../layout'
import { keyTag, matches, segmentBits, segmentShift } from './keys'
import { isDead } from './references'
import { directoryBit } from './versions'

export const SEALED: u64 = 1
const BITS_MASK: u32 = 31

/** What `find` saw: the segment, the table's word, the record's cell, and the slot where the probe ended (0 if none). */
export let segment: usize = 0
export let segmentWord: u64 = 0
export let foundCell: u64 = 0
export let endSlot: usize = 0

/** Address of the segment's word. */
export function segmentAt(directory: u32, index: u32): usize {
  return DIRECTORIES + (((directory << segmentBits) + index) << 3)
}

/** The same for a hash: its high bits pick the segment, its low ones the place within a table. */
export function segmentOf(root: u64, hash: u32): usize {
  return DIRECTORIES + (((directoryBit(root) | (hash >> 1)) >> segmentShift) << 3)
}

/** Address of the rest of a segment, whose word is at `segment`. */
export function detailOf(segment: usize): usize {
  return (
    DIRECTORIES + (SEGMENT_WORD_SIZE << (segmentBits + 1)) + ((<u32>segment - DIRECTORIES) << 2)
  )
}

/** The table of a segment's word, within reach. */
export function tableOf(word: u64): usize {
  const table = <usize>(<u32>word)
  reach(table, 8 << tableBits(word))
  return table
}

export function tableBits(word: u64): u32 {
  return <u32>(word >> 32) & BITS_MASK
}

export function tableMask(word: u64): u32 {
  return (1 << tableBits(word)) - 1
}

export function slotTag(slot: u64): u32 {
  return <u32>(slot >> 32)
}

/** The record in a slot of a table in use, within reach. */
export function slotRecord(slot: u64): usize {
  const record = <usize>(<u32>slot)
  reach(record, offsetof<Record>())
  return record
}

/** The record with the selected key in the directory of `root`; 0 if there is none. O(1) expected. */
export function find(root: u64): usize {
  segment = segmentOf(root, keyTag)
  return findIn(segment)
}

/** The same in the table that the word at `at` names. */
export function findIn(at: usize): usize {
  while (true) {
    const word = load64(at)
    segmentWord = word
    const record = probe(at, word)
    // Only now: a table that is still current was current all along.
    if (load64(at) == word) return record
  }
}

/** @inline */
function probe(home: usize, word: u64): usize {
  const table = tableOf(word)
  endSlot = 0
  if (!table) return 0
  const mask: u32 = (1 << tableBits(word)) - 1
  let place = keyTag & mask
  for (let step: u32 = 0; step <= mask; step++) {
    const at = table + (place << 3)
    const slot = load64(at)
    if (slot <= SEALED) {
      endSlot = at
      return 0
    }
    if (slotTag(slot) == keyTag) {
      // A slot of a table freed under our eyes can hold anything: look before following it. `find` looks again.
      if (load64(home) != word) return 0
      const record = slotRecord(slot)
      const cell = load64(record)
      if (!isDead(<u32>cell) && matches(record)) {
        foundCell = cell
        return record
      }
    }
    place = (place + 1) & mask
  }
  return 0
}
