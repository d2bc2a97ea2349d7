/**
 * Numbers under number keys: the steps of `get` and `put`, each in one piece over locals, for these two calls are the
 * whole of a map from numbers to numbers. Whatever is out of the ordinary is left to `get` and `put`, so nothing but the
 * call's arguments is kept across a call of another function, and V8 spills nothing on the way.
 *
 * -0 and the many NaNs are not found here. That a key is a number its hash says.
 */
import { isWithin, load64, setOwn32 } from '../../atomics'
import { Record, Slot } from '../../layout'
import { referenceOf } from '../../table/cells'
import { hashNumber, numberWord, selectNumber } from '../../table/keys'
import {
  CHANGED as CHANGED_TAG,
  DOUBLE,
  doubleBits,
  HEADER_SIZE,
  INTEGER,
  integerOf,
  isLive,
  NONE,
  tagOf,
} from '../../table/references'
import { SEALED, segmentOf, slotTag, tableMask } from '../../table/segments'
import { made, makeNumber } from '../../table/values'
import { loadRoot } from '../../table/versions'
import { ALWAYS, CHANGED } from './outcomes'
import { get } from './read'
import { NUMBER_VALUE, selectValue } from './selected-value'
import { commit, dropHands, put } from './write'

/** What `getNumber` returns when the result is not a plain number: its tag says what it is. Any number may be this one. */
export const SEE_TAG: f64 = -5.1e-308
const SEE_TAG_BITS: u64 = reinterpret<u64>(SEE_TAG)

/** Of `candidate`: the probe ended, and no record stood on its way. */
const NO_RECORD: usize = 1

/** Probes made here: most keys need one or two. */
const FEW: u32 = 8

/** The value, if it is a number; SEE_TAG otherwise: then the slot's tag says what it is. O(1) expected. @inline */
export function getNumber(slot: usize, key: f64): f64 {
  const keyWord = reinterpret<u64>(key)
  const hash = hashNumber(keyWord)
  const segment = segmentOf(loadRoot(), hash)
  const word = load64(segment)
  const record = candidate(word, hash)
  if (record == NO_RECORD) {
    if (load64(segment) == word && keyWord == numberWord(key)) {
      setOwn32(slot + offsetof<Slot>('tag'), NONE)
      return SEE_TAG
    }
  } else if (record) {
    // In this order: the record stood in its table when the cell was as it is, and was this key's if that is so in the end.
    const cell = load64(record)
    if (load64(segment) == word && load64(record + offsetof<Record>('key')) == keyWord) {
      const reference = referenceOf(cell)
      if (tagOf(reference) == INTEGER) {
        if (load64(record) == cell) return <f64>integerOf(reference)
      } else if (tagOf(reference) == DOUBLE) {
        const block = <usize>(reference & ~7)
        if (isWithin(block, HEADER_SIZE << 1)) {
          const bits = doubleBits(block)
          const again = load64(record)
          if (again == cell && bits != SEE_TAG_BITS) return reinterpret<f64>(bits ^ cell ^ again)
        }
      }
    }
  }
  selectNumber(key)
  while (get(slot) == CHANGED_TAG) {}
  return SEE_TAG
}

/** Stores a number under a number. Results as those of `put`. O(1) expected. @inline */
export function putNumber(slot: usize, id: u32, key: f64, value: f64): i32 {
  if (putAtOnce(slot, id, key, value)) return CHANGED
  selectNumber(key)
  selectValue(NUMBER_VALUE, 0, 0, value)
  return put(slot, id, ALWAYS, 0)
}

/** Stores a number under a number, if a short look finds it with a value; false says nothing. @inline */
export function putAtOnce(slot: usize, id: u32, key: f64, value: f64): bool {
  const keyWord = reinterpret<u64>(key)
  const root = loadRoot()
  const hash = hashNumber(keyWord)
  const segment = segmentOf(root, hash)
  const word = load64(segment)
  const record = candidate(word, hash)
  if (record > NO_RECORD) {
    // In this order: the record stood in its table when the cell was as it is, and if it left since, the CAS fails.
    const cell = load64(record)
    const isFound = load64(segment) == word && load64(record + offsetof<Record>('key')) == keyWord
    if (isFound && isLive(referenceOf(cell))) {
      if (makeNumber(slot, id, value, true) && commit(slot, id, record, cell, root, made, 0)) {
        return true
      }
      dropHands(slot, id)
    }
  }
  return false
}

/**
 * The record in the first slot with this hash, if a few probes find it; perhaps another key's. If the table of `word` was
 * replaced meanwhile it may be no record, but can be loaded: the caller looks at the segment again. NO_RECORD if there is
 * none, 0 if a few probes do not tell.
 * @inline
 */
function candidate(word: u64, hash: u32): usize {
  const table = <usize>(<u32>word)
  if (!table) return NO_RECORD
  for (let step: u32 = 0; step < FEW; step++) {
    const at = table + (((hash + step) & tableMask(word)) << 3)
    if (!isWithin(at, 8)) return 0
    const taken = load64(at)
    if (slotTag(taken) == hash) {
      const record = <usize>(<u32>taken & ~7)
      return isWithin(record, offsetof<Record>()) ? record : 0
    }
    if (taken <= SEALED) return NO_RECORD
  }
  return 0
}
