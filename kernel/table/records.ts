/** Records between two lives: giving one to a key, and taking it back. */
import { load64, own32, own64, setOwn32, store32, store64, storePayload } from '../atomics'
import { allocate, allocateClass, free, release, trim } from '../heap/blocks'
import { isReleased } from '../heap/chunks'
import { classOf, LARGEST } from '../heap/size-classes'
import { isAboveReserve } from '../heap/units'
import { RECORD_CLASS, Record, Segment, Slot } from '../layout'
import { cellOf, stampOf } from './cells'
import {
  INLINE_KEY,
  isInline,
  KEY_LENGTH_MASK,
  keyAddress,
  keyBlockSize,
  keyInfo,
  keyWord,
} from './keys'
import { DEAD, special } from './references'
import { detailOf } from './segments'
import { enterUnit, firstVersion, syncHigh, UNIT_BITS_OF_VERSION, versionOf } from './versions'

/** Takes a record, and a block for the selected key if it needs one, into the thread's hands. False if full. */
export function takeRecord(slot: usize, id: u32): bool {
  if (!allocateClass(slot, id, RECORD_CLASS, slot + offsetof<Slot>('handRecord'), false))
    return false
  if (isInline(keyInfo)) return true
  if (own32(slot + offsetof<Slot>('longKey')) == <u32>keyAddress) {
    // Staged with leave to use the reserve, for it may have been to look up or delete: an insert may not keep that.
    if (isAboveReserve(0)) return true
    dropRecord(slot, id)
    return false
  }
  const size = keyBlockSize(keyInfo)
  setOwn32(slot + offsetof<Slot>('handKeySize'), size)
  const block = allocate(slot, id, size, slot + offsetof<Slot>('handKey'), false)
  if (!block) {
    dropRecord(slot, id)
    return false
  }
  for (let at: u32 = 0; at < size; at += 8) {
    storePayload(block + at, at < (keyInfo & KEY_LENGTH_MASK) ? own64(keyAddress + at) : 0)
  }
  return true
}

/** Makes the record in hand the selected key's, with a version above all that the key ever had. */
export function fillRecord(slot: usize, segment: usize, root: u64, reference: u32): void {
  const record = own32(slot + offsetof<Slot>('handRecord'))
  const last = stampOf(load64(record))
  syncHigh(record, last)
  let version = versionOf(record, last) + 1
  version = max(version, load64(detailOf(segment) + offsetof<Segment>('floor')) + 1)
  version = max(version, firstVersion(root) + 1)
  if (version >> UNIT_BITS_OF_VERSION > firstVersion(root) >> UNIT_BITS_OF_VERSION)
    enterUnit(version)
  store32(record + offsetof<Record>('high'), <u32>(version >> 31))
  store32(record + offsetof<Record>('identity'), own32(record + offsetof<Record>('identity')) + 1)
  store32(record + offsetof<Record>('expiry'), 0)
  store32(record + offsetof<Record>('keyInfo'), keyInfo)
  store64(record + offsetof<Record>('key'), isInline(keyInfo) ? keyWord : keyBlockInHand(slot))
  // Last: until then whoever still holds this record from a former life sees it dead.
  store64(record, cellOf(<u32>version, reference))
}

function keyBlockInHand(slot: usize): u32 {
  const copied = own32(slot + offsetof<Slot>('handKey'))
  return copied ? copied : own32(slot + offsetof<Slot>('longKey'))
}

/** Gives the unpublished record and its key block back. */
export function dropRecord(slot: usize, id: u32): void {
  const record = own32(slot + offsetof<Slot>('handRecord'))
  if (record) {
    bury(record)
    release(slot, record, RECORD_CLASS)
    setOwn32(slot + offsetof<Slot>('handRecord'), 0)
    trim(slot, id, RECORD_CLASS)
  }
  const key = own32(slot + offsetof<Slot>('handKey'))
  if (key)
    free(
      slot,
      id,
      key,
      own32(slot + offsetof<Slot>('handKeySize')),
      slot + offsetof<Slot>('handKey'),
    )
}

/** The cell is dead, its stamp moved on, and the record owns no key. */
export function bury(record: usize): void {
  const stamp = stampOf(load64(record))
  syncHigh(record, stamp)
  store64(record, cellOf(stamp, special(DEAD, 0)))
  store32(record + offsetof<Record>('keyInfo'), 0)
}

/** Gives a dead record of a swept table back, its key's block first. Can be repeated if it was cut short. */
export function releaseRecord(slot: usize, id: u32, record: usize): void {
  setOwn32(slot + offsetof<Slot>('releasing'), <u32>record)
  finishRelease(slot, id)
}

export function finishRelease(slot: usize, id: u32): void {
  const record: usize = own32(slot + offsetof<Slot>('releasing'))
  if (!record) return
  const info = own32(record + offsetof<Record>('keyInfo'))
  if ((info & KEY_LENGTH_MASK) > INLINE_KEY) {
    const size = keyBlockSize(info)
    const block = own32(record + offsetof<Record>('key'))
    if (size > LARGEST) free(slot, id, block, size, record + offsetof<Record>('keyInfo'))
    else if (!isReleased(slot, block, classOf(size))) release(slot, block, classOf(size))
    store32(record + offsetof<Record>('keyInfo'), 0)
    if (size <= LARGEST) trim(slot, id, classOf(size))
  }
  syncHigh(record, stampOf(load64(record)))
  if (!isReleased(slot, record, RECORD_CLASS)) release(slot, record, RECORD_CLASS)
  setOwn32(slot + offsetof<Slot>('releasing'), 0)
  trim(slot, id, RECORD_CLASS)
}
