/**
 * Keys in records, and the key of the call under way. Numbers and texts of up to 8 bytes stand in the record itself; a
 * longer text has a block, padded with zeros to whole words, so that comparing reads words only.
 */
import { inMemory, load32, load64, own32, own64, setOwn64 } from '../atomics'
import { Header, Record } from '../layout'

export const KIND_SHIFT: u32 = 24
export const NUMBER_KEY: u32 = 1
/** Text of one byte a character (Latin-1). */
export const NARROW_KEY: u32 = 2
/** Text of two bytes a character, which may hold lone surrogates. */
export const WIDE_KEY: u32 = 3
export const KEY_LENGTH_MASK: u32 = (1 << KIND_SHIFT) - 1
export const INLINE_KEY: u32 = 8

/** Of this map: log2 of the segments in a directory. */
export let segmentBits: u32 = 0
/** What shifts a hash, under the bit of its directory, down to the number of its segment. */
export let segmentShift: u32 = 0

/** The key of this call: kind and length, its first word, where the whole of it is, and its hash, which its slot keeps. */
export let keyInfo: u32 = 0
export let keyWord: u64 = 0
export let keyAddress: usize = 0
export let keyTag: u32 = 0

export function selectNumber(value: f64): void {
  keyInfo = NUMBER_INFO
  keyWord = numberWord(value)
  keyTag = hashNumber(keyWord)
}

export const NUMBER_INFO: u32 = (NUMBER_KEY << KIND_SHIFT) | 8

/** SameValueZero: -0 is 0, and there is one NaN. */
export function numberWord(value: f64): u64 {
  if (value == 0) return 0
  return value == value ? reinterpret<u64>(value) : 0x7ff8000000000000
}

/** Fibonacci hashing of the word folded onto its low half, for in a whole number all bits are high ones. */
export function hashNumber(word: u64): u32 {
  return <u32>(((word ^ (word >> 32) ^ seed) * 0x9e3779b97f4a7c15) >> 32) | NUMBER_BIT
}

/** Set in the hashes of numbers, clear in those of texts: a slot tells one from the other without a look at its record. */
const NUMBER_BIT: u32 = 1 << 16

/**
 * The text's bytes stand at `address`, padded with zeros to whole words. They are loaded atomically, for it may be the key
 * of a record that another thread is giving back just now: see `selectRecordKey`.
 */
export function selectText(address: usize, length: u32, kind: u32): void {
  keyInfo = (kind << KIND_SHIFT) | length
  keyAddress = address
  keyWord = length ? load64(address) : 0
  keyTag = hashText(address, length, kind)
}

/** Zeros behind the last byte, up to a whole word. */
export function padToWord(address: usize, length: u32): void {
  const over = length & 7
  if (over) {
    const last = address + (length & ~7)
    setOwn64(last, own64(last) & (((<u64>1) << (over << 3)) - 1))
  }
}

function hashText(address: usize, length: u32, kind: u32): u32 {
  let hash = seed ^ (((<u64>length) << 2) + kind)
  for (let at: u32 = 0; at < length; at += 8) {
    hash = rotl(hash ^ load64(address + at), 29) * 0x9e3779b97f4a7c15
  }
  // As MurmurHash3 (Appleby) ends: high bits reach low ones.
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd
  return <u32>(hash >> 32) & ~NUMBER_BIT
}

/** Hash seed of this map. */
let seed: u64 = 0

/** To be called once the header is in order. */
export function openKeys(): void {
  segmentBits = own32(offsetof<Header>('segmentBits'))
  segmentShift = 31 - segmentBits
  seed = own64(offsetof<Header>('seed'))
}

export function isInline(info: u32): bool {
  return (info & KEY_LENGTH_MASK) <= INLINE_KEY
}

/** Words that a key of this length has in its block. */
export function keyBlockSize(info: u32): u32 {
  return max(((info & KEY_LENGTH_MASK) + 7) & ~7, 16)
}

/**
 * Whether the record's key is that of this call. True or false only if the record's cell did not change meanwhile: a
 * record that was given to another key under our eyes has had its cell changed before its key.
 */
export function matches(record: usize): bool {
  if (load32(record + offsetof<Record>('keyInfo')) != keyInfo) return false
  const word = load64(record + offsetof<Record>('key'))
  if (isInline(keyInfo)) return word == keyWord
  const length = keyInfo & KEY_LENGTH_MASK
  const block = <usize>(<u32>word)
  // A key that is being written just now may name any block, also one beyond our memory.
  if (!inMemory(block, (length + 7) & ~7)) return false
  for (let at: u32 = 0; at < length; at += 8) {
    if (load64(block + at) != load64(keyAddress + at)) return false
  }
  return true
}

/** Selects the key that a record holds, to find it again. False if it is being given to another key just now. */
export function selectRecordKey(record: usize): bool {
  const info = load32(record + offsetof<Record>('keyInfo'))
  const word = load64(record + offsetof<Record>('key'))
  const length = info & KEY_LENGTH_MASK
  if (info >> KIND_SHIFT == NUMBER_KEY) {
    selectNumber(reinterpret<f64>(word))
    return true
  }
  const address = isInline(info) ? record + offsetof<Record>('key') : <usize>(<u32>word)
  if (!inMemory(address, (length + 7) & ~7)) return false
  selectText(address, length, info >> KIND_SHIFT)
  return true
}

let savedInfo: u32 = 0
let savedWord: u64 = 0
let savedAddress: usize = 0
let savedTag: u32 = 0

/** A recovery may run inside a call that waits: it selects keys of its own and then brings the call's back. */
export function saveKey(): void {
  savedInfo = keyInfo
  savedWord = keyWord
  savedAddress = keyAddress
  savedTag = keyTag
}

export function restoreKey(): void {
  keyInfo = savedInfo
  keyWord = savedWord
  keyAddress = savedAddress
  keyTag = savedTag
}
