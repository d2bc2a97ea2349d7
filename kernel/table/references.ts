/**
 * The reference half of a cell: what a key's value is, or where. The low 3 bits are the tag.
 *
 *   SPECIAL  bits 31..10 which constant, 9..3 the writer's slot
 *   INTEGER  bits 31..10 a signed integer of 22 bits, 9..3 the writer's slot
 *   others   the address of a block (a multiple of 8) with a BlockHeader, which names the writer
 *
 * ABSENT is a tombstone: the key was deleted, its record may take a new value. DEAD is final: the record has left the
 * table (or was never in one), and only whoever owns it may use it again, for whatever key.
 */
import { load32, load64, reach } from '../atomics'
import { BlockHeader } from '../layout'

export const SPECIAL: u32 = 0
export const INTEGER: u32 = 1
export const DOUBLE: u32 = 2
export const TEXT: u32 = 3
export const JSON_TEXT: u32 = 4
export const BYTES: u32 = 5
export const SERIALIZED: u32 = 6
/** By the user's codec. */
export const CUSTOM: u32 = 7

export const DEAD: u32 = 0
export const ABSENT: u32 = 1
export const NULL: u32 = 2
export const FALSE: u32 = 3
export const TRUE: u32 = 4

/** Tags of results beyond those of references. */
export const NUMBER: u32 = 1
/** The value was replaced while it was read. */
export const CHANGED: u32 = 14
export const NONE: u32 = 15

const WRITER_SHIFT: u32 = 3
const WRITER_MASK: u32 = 127
const VALUE_SHIFT: u32 = 10

export const LENGTH_MASK: u32 = (1 << 30) - 1
export const HEADER_SIZE: u32 = 8

export function tagOf(reference: u32): u32 {
  return reference & 7
}

export function isBlock(reference: u32): bool {
  return (reference & 7) > INTEGER
}

/** The block of a reference, its first 16 bytes within reach. */
export function blockOf(reference: u32): usize {
  const block: usize = reference & ~7
  reach(block, HEADER_SIZE << 1)
  return block
}

export function special(which: u32, writer: u32): u32 {
  return (which << VALUE_SHIFT) | (writer << WRITER_SHIFT)
}

export function specialOf(reference: u32): u32 {
  return reference >> VALUE_SHIFT
}

export function isDead(reference: u32): bool {
  return (reference & 7) == SPECIAL && reference >> VALUE_SHIFT == DEAD
}

export function isAbsent(reference: u32): bool {
  return (reference & 7) == SPECIAL && reference >> VALUE_SHIFT == ABSENT
}

/** Neither a tombstone nor dead: the key has a value. */
export function isLive(reference: u32): bool {
  return (reference & 7) != SPECIAL || reference >> VALUE_SHIFT > ABSENT
}

/** The integer as a reference, or 0 if the number is not a small integer (-0 is not one). */
export function integer(value: f64, writer: u32): u32 {
  const whole = <i32>value
  if (<f64>whole != value || (whole << 10) >> 10 != whole) return 0
  if (whole == 0 && reinterpret<u64>(value) != 0) return 0
  return ((<u32>whole) << VALUE_SHIFT) | (writer << WRITER_SHIFT) | INTEGER
}

export function integerOf(reference: u32): i32 {
  return <i32>reference >> VALUE_SHIFT
}

/**
 * Who wrote this cell, and of a block also for which change (threads/horizon.ts). A block may be replaced while we look: the
 * cell is to be loaded again afterwards, or only changed if it is still the same.
 */
export function signatureOf(reference: u32): u32 {
  if (isBlock(reference)) return load32(blockOf(reference) + offsetof<BlockHeader>('writer'))
  return reference >> WRITER_SHIFT
}

/** The slot of the thread that signed. */
export function writerIn(signature: u32): u32 {
  return signature & WRITER_MASK
}

/** The slot of the thread that wrote this cell. */
export function writerOf(reference: u32): u32 {
  return writerIn(signatureOf(reference))
}

/** The block's length word; 0 for a block that reaches beyond memory, which only a reader that came too late can see. */
export function lengthOf(block: usize): u32 {
  return load32(block + offsetof<BlockHeader>('length'))
}

/**
 * The bits of a double. Binaryen makes a plain load of an f64 out of a `reinterpret` of what was just loaded, atomic or
 * not. So callers mix in the cell as they loaded it before and after: equal, it changes nothing, and Binaryen cannot tell.
 */
export function doubleBits(block: usize): u64 {
  return load64(block + HEADER_SIZE)
}
