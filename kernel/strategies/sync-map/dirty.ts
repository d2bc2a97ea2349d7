/**
 * The two tables of a segment. The one that the segment's word names, Go's read map, gets no new key: it is read, and its
 * records are changed, without a lock. The dirty one, if there is one, has all keys that have a value and takes the new ones;
 * it is the business of who holds the map's lock. Once look-ups that the read map could not answer have cost as much as a
 * copy, the dirty one takes its place. A record that both name is one record.
 *
 * When a dirty map is made of the read one, deleted keys are left out and their records made DEAD: Go's expunged entries.
 * There a key that is set again gets its old entry back; here an expunged record is final, and the key gets another.
 *
 * After Go's sync.Map up to 1.23 (src/sync/map.go). Deleted keys stay in the dirty map, where Go removes them, until it has
 * been promoted and copied in its turn.
 */
import {
  add32,
  load32,
  load64,
  own32,
  own64,
  setOwn32,
  setOwn64,
  store32,
  store64,
  zeroOwn,
} from '../../atomics'
import { allocate } from '../../heap/blocks'
import { Segment, Slot, SlotEntry } from '../../layout'
import { referenceOf } from '../../table/cells'
import { bitsFor, buryIfDeleted, nextWord, rebuild, sweep, tableHand } from '../../table/growth'
import { isDead } from '../../table/references'
import {
  detailOf,
  find,
  findIn,
  SEALED,
  segment,
  segmentWord,
  slotRecord,
  slotTag,
  tableBits,
  tableOf,
} from '../../table/segments'
import { loadRoot } from '../../table/versions'
import { COPIED, enter, IDLE, PROMOTING } from '../../threads/intents'
import { count } from '../../threads/slot-table'

/** Address of the word that names the segment's dirty table. */
export function dirtyOf(home: usize): usize {
  return detailOf(home) + offsetof<Segment>('dirty')
}

/** Whether there are keys that the read map may lack. */
export function isAmended(home: usize): bool {
  return <u32>load64(dirtyOf(home)) != 0
}

/** Whether what `find` has just not found is nowhere: there was no dirty map while the read map was the one it looked at. */
export function isNowhere(): bool {
  return !isAmended(segment) && load64(segment) == segmentWord
}

/** The record with the selected key in either map, told without the lock, for the dirty word vouches as the segment's does. */
export function locate(root: u64): usize {
  while (true) {
    const record = find(root)
    if (record) return record
    const word = segmentWord
    const other = findIn(dirtyOf(segment))
    if (other || load64(segment) == word) return other
  }
}

/** What a key deleted from the dirty map counts beside a miss: its memory comes back only after the promotion. */
const WEIGHT: u32 = 4

/** A look-up that the read map did not answer: as many as the dirty map has keys have cost as much as a copy. */
export function missed(slot: usize, id: u32, home: usize): void {
  const detail = detailOf(home)
  const misses = load32(detail + offsetof<Segment>('misses')) + 1
  const used = load32(detail + offsetof<Segment>('used'))
  if (misses + WEIGHT * load32(detail + offsetof<Segment>('dead')) < used) {
    store32(detail + offsetof<Segment>('misses'), misses)
  } else promote(slot, id, home)
}

/** A key that only the dirty map had was deleted. */
export function buried(home: usize): void {
  add32(detailOf(home) + offsetof<Segment>('dead'), 1)
}

/**
 * Makes a dirty map of the read map. If half of that was deleted, it first gives the dead back, which else are kept until the
 * dirty map is promoted. False if there is no memory for it. O(keys).
 */
export function copyRead(slot: usize, id: u32, home: usize): bool {
  const left = expunge(id, home, load64(home))
  if (expunged > left) rebuild(slot, id, home, load64(home), loadRoot(), false)
  store32(detailOf(home) + offsetof<Segment>('dead'), 0)
  setOwn32(slot + offsetof<Slot>('oldTable'), 0)
  return copy(slot, id, home, load64(home), left)
}

/** Makes a larger dirty map of the dirty map. False if there is no memory for it. O(keys). */
export function growDirty(slot: usize, id: u32, home: usize): bool {
  const word = load64(dirtyOf(home))
  setOwn32(slot + offsetof<Slot>('oldTable'), <u32>tableOf(word))
  setOwn32(slot + offsetof<Slot>('oldTableBits'), tableBits(word))
  return copy(slot, id, home, word, load32(detailOf(home) + offsetof<Segment>('used')))
}

/** Dead records that the last `expunge` found or made. */
let expunged: u32 = 0

/** Makes the deleted keys' records DEAD. How many are left. */
function expunge(id: u32, home: usize, word: u64): u32 {
  const table = tableOf(word)
  let left: u32 = 0
  expunged = 0
  for (let at = table; table && at < table + (8 << tableBits(word)); at += 8) {
    const taken = load64(at)
    if (taken <= SEALED) continue
    if (buryIfDeleted(id, home, slotRecord(taken))) expunged++
    else left++
  }
  return left
}

/** The table of `word` without its dead, with room for more than `keys`, becomes the dirty one; `oldTable` is then swept. */
function copy(slot: usize, id: u32, home: usize, word: u64, keys: u32): bool {
  const bits = bitsFor(keys)
  setOwn32(slot + offsetof<Slot>('segment'), <u32>home)
  setOwn32(slot + offsetof<Slot>('newTableBits'), bits)
  setOwn32(slot + offsetof<Slot>('handTableSize'), 8 << bits)
  if (!allocate(slot, id, 8 << bits, tableHand(slot), false)) return false
  const used = fill(own32(tableHand(slot)), bits, word)
  store32(detailOf(home) + offsetof<Segment>('used'), used)
  enter(slot, COPIED)
  store64(dirtyOf(home), nextWord(load64(dirtyOf(home)), own32(tableHand(slot)), bits))
  sweep(slot, id)
  count(id, offsetof<SlotEntry>('growths'))
  return true
}

function fill(table: usize, bits: u32, word: u64): u32 {
  zeroOwn(table, 8 << bits)
  const source = tableOf(word)
  const mask: u32 = (1 << bits) - 1
  let used: u32 = 0
  for (let at = source; source && at < source + (8 << tableBits(word)); at += 8) {
    const taken = load64(at)
    if (taken <= SEALED || isDead(referenceOf(load64(slotRecord(taken))))) continue
    let place = slotTag(taken) & mask
    while (own64(table + (place << 3))) place = (place + 1) & mask
    setOwn64(table + (place << 3), taken)
    used++
  }
  return used
}

/** The dirty map becomes the read map, and there is none any more. What was expunged is given back with the old one. */
export function promote(slot: usize, id: u32, home: usize): void {
  setOwn32(slot + offsetof<Slot>('segment'), <u32>home)
  enter(slot, PROMOTING)
  finishPromotion(slot, id)
}

/** Each of the two stores may have been made already. Between them a reader finds the same table twice. */
function finishPromotion(slot: usize, id: u32): void {
  const home: usize = own32(slot + offsetof<Slot>('segment'))
  const dirty = load64(dirtyOf(home))
  const word = load64(home)
  if (<u32>dirty) {
    if (<u32>dirty != <u32>word) {
      setOwn32(slot + offsetof<Slot>('oldTable'), <u32>word)
      setOwn32(slot + offsetof<Slot>('oldTableBits'), tableBits(word))
      store64(home, nextWord(word, tableOf(dirty), tableBits(dirty)))
    }
    store64(dirtyOf(home), nextWord(dirty, 0, 0))
  }
  store32(detailOf(home) + offsetof<Segment>('misses'), 0)
  sweep(slot, id)
}

/** For who recovers a thread that died with the map's lock. */
export function settle(slot: usize, id: u32, phase: u32): void {
  if (phase == PROMOTING) finishPromotion(slot, id)
  if (phase != COPIED) return
  const home: usize = own32(slot + offsetof<Slot>('segment'))
  if (<u32>load64(dirtyOf(home)) == own32(tableHand(slot))) sweep(slot, id)
  else enter(slot, IDLE)
}
