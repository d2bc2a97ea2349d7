/** Values between the thread's window and blocks. */
import { inMemory, load64, own64, setOwn32, setOwn64, setOwnF64, storePayload } from '../atomics'
import { allocate } from '../heap/blocks'
import { Slot, WINDOW_SIZE } from '../layout'
import { signature } from '../threads/horizon'
import { windowOf } from '../threads/self'
import {
  blockOf,
  DOUBLE,
  doubleBits,
  HEADER_SIZE,
  INTEGER,
  integer,
  integerOf,
  LENGTH_MASK,
  lengthOf,
  NUMBER,
  SPECIAL,
  special,
  specialOf,
  tagOf,
} from './references'

/** The reference made by the last `make*`; 0 with nothing in hand if the heap was full. */
export let made: u32 = 0

/** A number: in the reference itself, or in a block that the slot's `hand` then names. @inline */
export function makeNumber(slot: usize, id: u32, value: f64, privileged: bool): bool {
  made = integer(value, id)
  if (made) return true
  const block = allocateValue(slot, id, 8, 8, privileged)
  if (!block) return false
  storePayload(block + HEADER_SIZE, reinterpret<u64>(value))
  made = <u32>block | DOUBLE
  return true
}

export function makeSpecial(id: u32, which: u32): void {
  made = special(which, id)
}

/** A block with `length` bytes from `source`; `lengthWord` may carry the flag for wide text. @inline */
export function makeBlock(
  slot: usize,
  id: u32,
  tag: u32,
  lengthWord: u32,
  source: usize,
  privileged: bool,
): bool {
  const length = lengthWord & LENGTH_MASK
  const block = allocateValue(slot, id, length, lengthWord, privileged)
  if (!block) return false
  copyIn(block + HEADER_SIZE, source, length)
  made = <u32>block | tag
  return true
}

export function makeHeld(block: usize, tag: u32): void {
  made = <u32>block | tag
}

/** An uninitialised block with its header, in the slot's hand. @inline */
export function allocateValue(
  slot: usize,
  id: u32,
  length: u32,
  lengthWord: u32,
  privileged: bool,
): usize {
  const size = length + HEADER_SIZE
  setOwn32(slot + offsetof<Slot>('handSize'), size)
  const block = allocate(slot, id, size, slot + offsetof<Slot>('hand'), privileged)
  if (block) storePayload(block, ((<u64>signature(id)) << 32) | lengthWord)
  return block
}

/** Whole words, the last one's rest included: blocks and windows are made of whole words. */
export function copyIn(target: usize, source: usize, length: u32): void {
  for (let at: u32 = 0; at < length; at += 8) storePayload(target + at, own64(source + at))
}

/**
 * Copies the value of a reference to the slot's results and, as far as it fits, its bytes to the window from `from` on.
 * To be believed only if the record's cell has not changed since the reference was loaded.
 */
export function copyOut(slot: usize, reference: u32, from: u32): void {
  const tag = tagOf(reference)
  setOwn32(slot + offsetof<Slot>('tag'), tag)
  if (tag == SPECIAL) {
    setOwn32(slot + offsetof<Slot>('length'), specialOf(reference))
    return
  }
  if (tag == INTEGER) {
    setOwnF64(slot + offsetof<Slot>('number'), <f64>integerOf(reference))
    return
  }
  const block = blockOf(reference)
  if (tag == DOUBLE) {
    setOwn32(slot + offsetof<Slot>('tag'), NUMBER)
    setOwn64(slot + offsetof<Slot>('number'), doubleBits(block))
    return
  }
  const lengthWord = lengthOf(block)
  setOwn32(slot + offsetof<Slot>('length'), lengthWord)
  copyBytes(slot, block, lengthWord & LENGTH_MASK, from)
}

/** A length read from a block that is being reused may be anything: never read past memory or write past the window. */
function copyBytes(slot: usize, block: usize, length: u32, from: u32): void {
  if (from >= length) return
  const bytes = min(length - from, WINDOW_SIZE)
  const start = block + HEADER_SIZE + from
  if (!inMemory(start, (bytes + 7) & ~7)) return
  const window = windowOf(slot)
  for (let at: u32 = 0; at < bytes; at += 8) setOwn64(window + at, load64(start + at))
}
