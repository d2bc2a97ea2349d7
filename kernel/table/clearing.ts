/**
 * `clear`, atomic for the whole map: there are two directories, and one store to `root` makes the empty one current. Who
 * still works on the old one began before that store, so whatever it does counts as done before the clear. Then the old
 * directory is swept, segment by segment, and is empty before the lock is free for the next clear.
 */
import { load64, own32, setOwn32 } from '../atomics'
import { flush } from '../heap/blocks'
import { Header, Segment, Slot, SlotEntry } from '../layout'
import { lock, unlock } from '../locks/mutex'
import { arm } from '../threads/arming'
import { enter, IDLE, planCount, planReplace, REBUILD } from '../threads/intents'
import { entryAt } from '../threads/slot-table'
import { finishReplace, referenceOf, replaceCell } from './cells'
import { seal, tableHand, transfer } from './growth'
import { DEAD, isDead, isLive, special } from './references'
import { detailOf, SEALED, segmentAt, slotRecord, tableBits, tableOf } from './segments'
import { directoryOf, loadRoot, switchDirectory } from './versions'

export function clear(slot: usize, id: u32): void {
  arm()
  lock(offsetof<Header>('clearLock'), id)
  const mutations = entryAt(id) + offsetof<SlotEntry>('mutations')
  const before = own32(mutations)
  sweepDirectory(slot, id, directoryOf(switchDirectory()))
  // What was freed last came from all over the heap.
  if (own32(mutations) - before > MANY) flush(slot, id)
  unlock(offsetof<Header>('clearLock'))
}

/** So many entries fill a thread's magazines, and more chunks than those. */
const MANY: u32 = 256

/** Empties the directory that is not current: for `clear`, and for whoever recovers a thread that died in it. */
export function finishClear(slot: usize, id: u32): void {
  sweepDirectory(slot, id, directoryOf(loadRoot()) ^ 1)
}

function sweepDirectory(slot: usize, id: u32, directory: u32): void {
  const segments: u32 = 1 << own32(offsetof<Header>('segmentBits'))
  for (let index: u32 = 0; index < segments; index++) sweepSegment(slot, id, directory, index)
}

function sweepSegment(slot: usize, id: u32, directory: u32, index: u32): void {
  const segment = segmentAt(directory, index)
  if (!tableOf(load64(segment))) return
  setOwn32(slot + offsetof<Slot>('segment'), <u32>segment)
  lock(detailOf(segment) + offsetof<Segment>('lock'), id)
  const word = load64(segment)
  const table = tableOf(word)
  if (table) {
    const bits = tableBits(word)
    for (let at = table; at < table + (8 << bits); at += 8) {
      const taken = seal(at)
      if (taken != SEALED) kill(slot, id, directory, slotRecord(taken))
    }
    setOwn32(slot + offsetof<Slot>('oldTable'), <u32>table)
    setOwn32(slot + offsetof<Slot>('oldTableBits'), bits)
    setOwn32(slot + offsetof<Slot>('newTableBits'), 0)
    setOwn32(tableHand(slot), 0)
    enter(slot, REBUILD)
    transfer(slot, id)
  }
  unlock(detailOf(segment) + offsetof<Segment>('lock'))
}

/** Makes the record dead and frees its value. */
function kill(slot: usize, id: u32, directory: u32, record: usize): void {
  while (true) {
    const cell = load64(record)
    if (isDead(referenceOf(cell))) return
    planCount(slot, id, directory, isLive(referenceOf(cell)) ? -1 : 0)
    const dead = special(DEAD, id)
    planReplace(slot, id, record, cell, dead)
    if (replaceCell(id, record, cell, dead)) {
      finishReplace(slot, id, cell)
      return
    }
    enter(slot, IDLE)
  }
}
