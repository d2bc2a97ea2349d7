/** A new record, in the first empty slot of the probe sequence, where every insert of the same key must come by. */
import { add32, cas64, load32, load64, own32, setOwn32, store32 } from '../../atomics'
import { Record, Segment, Slot, SlotEntry } from '../../layout'
import { awaitChange } from '../../locks/mutex'
import { stampOf } from '../../table/cells'
import { rebuild } from '../../table/growth'
import { keyTag } from '../../table/keys'
import { fillRecord, takeRecord } from '../../table/records'
import {
  detailOf,
  endSlot,
  SEALED,
  segment,
  segmentWord,
  tableBits,
  tableOf,
} from '../../table/segments'
import { made } from '../../table/values'
import { directoryOf, epochOf, loadRoot } from '../../table/versions'
import { countChange } from '../../threads/horizon'
import { applyCount, enter, IDLE, INSERT, INSERTED, planCount } from '../../threads/intents'
import { count } from '../../threads/slot-table'
import { FULL, INSERTED_NEW, RETRY } from './outcomes'
import { place } from './read'
import { make } from './selected-value'

/**
 * Whether a `clear` came since `root` was loaded: then it may be by its sweep that the key is absent in the old directory,
 * and a write that builds on that comes after the clear, so not into what the sweep is about to empty.
 */
export function isCleared(root: u64): bool {
  return loadRoot() != root
}

/** Puts a new record where `find` saw the first empty slot. */
export function insert(slot: usize, id: u32, root: u64): i32 {
  if (isCleared(root)) return RETRY
  const at = endSlot
  const home = segment
  const word = segmentWord
  const table = tableOf(word)
  if (!table || !at || isCrowded(home, word)) {
    if (rebuild(slot, id, home, word, root, false)) return RETRY
    // No memory for a larger table: fill this one up, but leave probes an end.
    if (!table || !at || isCrammed(home, word)) return FULL
  }
  if (load64(at) == SEALED) {
    if (load64(home) == word) awaitChange(detailOf(home) + offsetof<Segment>('lock'), id)
    return RETRY
  }
  return insertAt(slot, id, home, root, home, word, at)
}

/** Puts a new record into the slot `at` of the table that `word`, which stands at `wordAt`, names for the segment `home`. */
export function insertAt(
  slot: usize,
  id: u32,
  home: usize,
  root: u64,
  wordAt: usize,
  word: u64,
  at: usize,
): i32 {
  if (!make(slot, id, false)) return FULL
  if (!own32(slot + offsetof<Slot>('handRecord')) && !takeRecord(slot, id)) return FULL
  fillRecord(slot, home, root, made)
  const record: usize = own32(slot + offsetof<Slot>('handRecord'))
  const identity = own32(record + offsetof<Record>('identity'))
  const stamp = stampOf(load64(record))
  planCount(slot, id, directoryOf(root), 1)
  setOwn32(slot + offsetof<Slot>('target'), <u32>record)
  setOwn32(slot + offsetof<Slot>('targetIdentity'), identity)
  enter(slot, INSERT)
  if (!publish(slot, wordAt, word, at, record)) {
    enter(slot, IDLE)
    count(id, offsetof<SlotEntry>('retries'))
    return RETRY
  }
  finishInsert(slot, id)
  add32(detailOf(home) + offsetof<Segment>('used'), 1)
  place(slot, record, identity, stamp, epochOf(root))
  return INSERTED_NEW
}

/** Stores the record into its slot. Between the two stores to `inserting` nobody frees the table (growth.ts). */
function publish(slot: usize, wordAt: usize, word: u64, at: usize, record: usize): bool {
  store32(slot + offsetof<Slot>('inserting'), <u32>tableOf(word))
  const published = load64(wordAt) == word && cas64(at, 0, ((<u64>keyTag) << 32) | record) == 0
  store32(slot + offsetof<Slot>('inserting'), 0)
  return published
}

/** After an insert that took place: counts it and lets go of what is now the table's. */
export function finishInsert(slot: usize, id: u32): void {
  enter(slot, INSERTED)
  applyCount(slot)
  countChange(id)
  setOwn32(slot + offsetof<Slot>('hand'), 0)
  setOwn32(slot + offsetof<Slot>('handKey'), 0)
  setOwn32(slot + offsetof<Slot>('handRecord'), 0)
  setOwn32(slot + offsetof<Slot>('longKey'), 0)
  enter(slot, IDLE)
}

/** Three quarters full: time for a new table. */
export function isCrowded(home: usize, word: u64): bool {
  const slots: u32 = 1 << tableBits(word)
  return takenSlots(home) + 1 > slots - (slots >> 2)
}

/** So full that probes would hardly end. */
function isCrammed(home: usize, word: u64): bool {
  const slots: u32 = 1 << tableBits(word)
  return takenSlots(home) + 1 > slots - (slots >> 4)
}

function takenSlots(home: usize): u32 {
  return load32(detailOf(home) + offsetof<Segment>('used'))
}
