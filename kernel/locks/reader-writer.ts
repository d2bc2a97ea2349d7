/**
 * Reader-writer locks that survive the death of any reader or writer. A reader says in its own slot which lock it reads
 * under, so readers share no word that they write, and a dead reader is told by its slot. A writer takes the lock's mutex,
 * and waits until no slot names the lock: after Hsieh and Weihl, "Scalable Reader-Writer Locks" (1992), with futexes.
 *
 * Readers give way to a writer that has the mutex or waits for it to be free of readers; one that has given way a few times
 * takes the mutex itself, as if to write, and the mutex is fair: so neither readers nor writers starve.
 */
import { load32, notifyAll, own32, setOwn32, store32, wait32 } from '../atomics'
import { Slot, SlotEntry } from '../layout'
import { arm } from '../threads/arming'
import { blocked } from '../threads/host'
import { blockAt, count, hasThread, slotsUsed } from '../threads/slot-table'
import { awaitChange, holds, isHeld, lock, unlock } from './mutex'
import { lockAt, WITNESS } from './numbered'

const PATIENCE: i32 = 4
const SPINS: i32 = isDefined(EXPLORE) ? 1 : 100
const SLICE_MS: i64 = 2
const TIMED_OUT = 2

export function lockShared(slot: usize, id: u32, number: u32): void {
  arm()
  store32(slot + offsetof<Slot>('reading'), number + 1)
  if (isHeld(lockAt(number))) giveWay(slot, id, number)
  if (isDefined(EXPLORE)) own32(lockAt(number) + WITNESS)
}

export function unlockShared(slot: usize, id: u32, number: u32): void {
  if (isDefined(EXPLORE)) own32(lockAt(number) + WITNESS)
  store32(slot + offsetof<Slot>('reading'), 0)
  if (isHeld(lockAt(number))) endShared(slot, id, number)
}

function endShared(slot: usize, id: u32, number: u32): void {
  if (holds(lockAt(number), id)) unlock(lockAt(number))
  else notifyAll(slot + offsetof<Slot>('reading'))
}

/** Of a writer's store to the mutex and ours to the slot one comes first: so it finds ours gone, or we find it waiting. */
function stopReading(slot: usize, number: u32): void {
  store32(slot + offsetof<Slot>('reading'), 0)
  if (isHeld(lockAt(number))) notifyAll(slot + offsetof<Slot>('reading'))
}

function giveWay(slot: usize, id: u32, number: u32): void {
  const word = lockAt(number)
  for (let times = 0; times < PATIENCE; times++) {
    stopReading(slot, number)
    awaitChange(word, id)
    store32(slot + offsetof<Slot>('reading'), number + 1)
    if (!isHeld(word)) return
  }
  stopReading(slot, number)
  lock(word, id)
}

export function lockExclusive(id: u32, number: u32): void {
  arm()
  lock(lockAt(number), id)
  const used = slotsUsed()
  for (let other: u32 = 0; other < used; other++) {
    if (other != id && hasThread(other)) awaitReader(id, other, number)
  }
  if (isDefined(EXPLORE)) setOwn32(lockAt(number) + WITNESS, id)
}

function awaitReader(id: u32, other: u32, number: u32): void {
  const word = blockAt(other) + offsetof<Slot>('reading')
  let looks = 0
  while (load32(word) == number + 1) {
    if (++looks <= SPINS) continue
    if (looks == SPINS + 1) count(id, offsetof<SlotEntry>('waits'))
    if (wait32(word, number + 1, SLICE_MS) == TIMED_OUT) blocked(other)
  }
}

export function unlockExclusive(number: u32): void {
  if (isDefined(EXPLORE)) setOwn32(lockAt(number) + WITNESS, 0)
  unlock(lockAt(number))
}

/** Lets go of all that `id`, which is dead or was aborted, held of `locks` locks. */
export function releaseAll(slot: usize, id: u32, locks: u32): void {
  const reading = load32(slot + offsetof<Slot>('reading'))
  if (reading) stopReading(slot, reading - 1)
  for (let number: u32 = 0; number < locks; number++) {
    if (holds(lockAt(number), id)) unlock(lockAt(number))
  }
}
