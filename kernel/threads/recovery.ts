/**
 * Taking back what a dead thread held: finishing what it announced, repairing what its locks protect, freeing what was in
 * its hands and magazines. Done on its behalf, with its slot and its id, so that a recoverer that dies as well leaves
 * nothing but the same slot in the same state: whoever recovers both goes on from there. Every step can be repeated.
 */
import { add32, load32, load64, own32, own64, refresh, setOwn32, store32 } from '../atomics'
import { flush, free } from '../heap/blocks'
import { isReleased } from '../heap/chunks'
import { lockHeap, repairHeap, settleForNobody, unlockHeap } from '../heap/heap-lock'
import { classOf, LARGEST } from '../heap/size-classes'
import { Header, MAX_THREADS, RECORD_CLASS, Record, Segment, Slot } from '../layout'
import { forgetTakeOver, holds, inherit, isTakingOver, lock, unlock } from '../locks/mutex'
import { finishInsert } from '../strategies/lock-free/insert'
import { locate, releaseLocks, settleTables } from '../strategies/lock-free/operations'
import { freeReplaced, referenceOf, sizeInBlock, stampOf } from '../table/cells'
import { finishClear } from '../table/clearing'
import { sweep, tableHand, transfer, unsealTable } from '../table/growth'
import { restoreKey, saveKey, selectRecordKey } from '../table/keys'
import { dropRecord } from '../table/records'
import { blockOf, isBlock, isDead, writerOf } from '../table/references'
import { detailOf, tableOf } from '../table/segments'
import { arm } from './arming'
import { renewHorizon } from './horizon'
import {
  applyCount,
  enter,
  IDLE,
  INSERT,
  INSERTED,
  phaseOf,
  REBUILD,
  REPLACE,
  REPLACED,
  SEALING,
  SWEEP,
} from './intents'
import { evidenceOf, selfId } from './self'
import {
  blockAt,
  DYING,
  declareDead,
  isDeclaredDead,
  setFree,
  slotsUsed,
  stateAt,
} from './slot-table'

const RECOVERY = offsetof<Header>('recoveryLock')

/** Whether somebody was declared dead, and the rest is to follow at this thread's next turn. */
let isOwing: bool = false

/**
 * Declares `thread` dead, if it still has the slot `dead`, and takes back what it held. The caller must be sure, and knew the
 * slot's thread before.
 */
export function reap(id: u32, dead: u32, thread: u32): void {
  const died = declareDead(dead, thread)
  if (!isDeclaredDead(dead)) return
  arm()
  refresh()
  if (died && dead != id) add32(offsetof<Header>('reaped'), 1)
  if (isTakingOver) {
    isOwing = true
    return
  }
  if (holds(RECOVERY, id)) {
    recover(dead)
    return
  }
  saveKey()
  // A dead recoverer's lock passes on; the dead it was at work on are still marked.
  if (!inherit(RECOVERY, dead, id)) lock(RECOVERY, id)
  recoverAll()
  unlock(RECOVERY)
  restoreKey()
}

function recoverAll(): void {
  const used = slotsUsed()
  for (let id: u32 = 0; id < used; id++) if (isDeclaredDead(id)) recover(id)
}

/** Under the recovery lock. */
function recover(id: u32): void {
  const slot = blockAt(id)
  // Whoever held the heap's lock, its work there is settled then.
  lockHeap(selfId)
  settleForNobody(id)
  unlockHeap()
  if (stateAt(id) == DYING) {
    settle(slot, id)
    flush(slot, id)
  }
  setFree(id)
}

/** For a thread that lives on after a call was cut short by an exception: as if it had died, but it keeps its slot. */
export function recoverSelf(slot: usize, id: u32): void {
  forgetTakeOver()
  if (holds(offsetof<Header>('heapLock'), id)) {
    repairHeap(id)
    unlockHeap()
  }
  settleForNobody(id)
  if (holds(RECOVERY, id)) {
    recoverAll()
    unlock(RECOVERY)
  }
  settle(slot, id)
  flush(slot, id)
}

/** Recovers those that the thread has but declared dead. */
export function payDebts(id: u32): void {
  if (!isOwing) return
  isOwing = false
  lock(RECOVERY, id)
  recoverAll()
  unlock(RECOVERY)
}

/** Finishes or undoes what the thread had announced, frees its hands, releases its locks. */
function settle(slot: usize, id: u32): void {
  store32(slot + offsetof<Slot>('inserting'), 0)
  const phase = phaseOf(slot)
  if (phase == REPLACE) settleReplace(slot, id)
  else if (phase == REPLACED) finishReplaced(slot, id)
  else if (phase == INSERT && isInserted(slot)) finishInsert(slot, id)
  else if (phase == INSERTED) finishInsert(slot, id)
  else if (phase == SEALING) unsealTable(slot)
  else if (phase == REBUILD) settleRebuild(slot, id)
  else if (phase == SWEEP) sweep(slot, id)
  else settleTables(slot, id)
  enter(slot, IDLE)
  renewHorizon(id)
  freeHands(slot, id)
  const segment: usize = own32(slot + offsetof<Slot>('segment'))
  if (segment && holds(detailOf(segment) + offsetof<Segment>('lock'), id))
    unlock(detailOf(segment) + offsetof<Segment>('lock'))
  if (holds(offsetof<Header>('clearLock'), id)) {
    finishClear(slot, id)
    unlock(offsetof<Header>('clearLock'))
  }
  releaseLocks(slot, id)
}

function settleReplace(slot: usize, id: u32): void {
  if (!isReplaced(slot, id)) return
  enter(slot, REPLACED)
  finishReplaced(slot, id)
}

/** Whether the CAS took place: the cell tells, or what the thread that changed it next has left. */
function isReplaced(slot: usize, id: u32): bool {
  const record: usize = own32(slot + offsetof<Slot>('target'))
  const expected = own64(slot + offsetof<Slot>('expected'))
  const mine = stampOf(expected) + 1
  while (true) {
    const cell = load64(record)
    if (cell == expected) return false
    if (stampOf(cell) == mine) {
      const reference = referenceOf(cell)
      const written = isBlock(reference)
        ? <u32>blockOf(reference) == own32(slot + offsetof<Slot>('hand'))
        : writerOf(reference) == id
      if (load64(record) == cell) return written
      continue
    }
    const evidence = ((<u64>mine) << 32) | record
    for (let other: u32 = 0; other < MAX_THREADS; other++) {
      if (load64(evidenceOf(slot, other)) == evidence) return true
    }
    return false
  }
}

function finishReplaced(slot: usize, id: u32): void {
  applyCount(slot)
  setOwn32(slot + offsetof<Slot>('hand'), 0)
  const expected = own64(slot + offsetof<Slot>('expected'))
  const reference = referenceOf(expected)
  if (isBlock(reference)) {
    const size = sizeInBlock(blockOf(reference))
    if (size <= LARGEST && isReleased(slot, blockOf(reference), classOf(size))) {
      enter(slot, IDLE)
      return
    }
  }
  freeReplaced(slot, id, expected)
}

/** Whether the record in hand reached its table: it is there, or has died there since, or is even another key's. */
function isInserted(slot: usize): bool {
  const record: usize = own32(slot + offsetof<Slot>('target'))
  if (
    load32(record + offsetof<Record>('identity')) != own32(slot + offsetof<Slot>('targetIdentity'))
  )
    return true
  if (isDead(referenceOf(load64(record)))) return true
  selectRecordKey(record)
  if (locate(0) == record || locate((<u64>1) << 31) == record) return true
  // It may have died between the first look and the search.
  return isDead(referenceOf(load64(record)))
}

function settleRebuild(slot: usize, id: u32): void {
  const segment: usize = own32(slot + offsetof<Slot>('segment'))
  if (tableOf(load64(segment)) == own32(tableHand(slot))) sweep(slot, id)
  else transfer(slot, id)
}

function freeHands(slot: usize, id: u32): void {
  freeHand(slot, id, offsetof<Slot>('hand'), offsetof<Slot>('handSize'))
  freeHand(slot, id, offsetof<Slot>('handTable'), offsetof<Slot>('handTableSize'))
  freeHand(slot, id, offsetof<Slot>('longKey'), offsetof<Slot>('longKeySize'))
  freeHand(slot, id, offsetof<Slot>('handKey'), offsetof<Slot>('handKeySize'))
  const record = own32(slot + offsetof<Slot>('handRecord'))
  if (record && isReleased(slot, record, RECORD_CLASS))
    setOwn32(slot + offsetof<Slot>('handRecord'), 0)
  dropRecord(slot, id)
}

/** A small block that is still, or again, the first of its magazine is not in hand. */
function freeHand(slot: usize, id: u32, word: usize, sizeWord: usize): void {
  const block = own32(slot + word)
  if (!block) return
  const size = own32(slot + sizeWord)
  if (size <= LARGEST && isReleased(slot, block, classOf(size))) setOwn32(slot + word, 0)
  else free(slot, id, block, size, slot + word)
}
