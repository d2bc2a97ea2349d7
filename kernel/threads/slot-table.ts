/**
 * Who is attached. States of an entry, and who may change them:
 *
 *   FREE       -> ATTACHING  by the thread that attaches
 *   ATTACHING  -> ATTACHED   by it, once its block is in order
 *   ATTACHING  -> UNBORN     by whoever learns that the thread is dead: there is nothing to take back
 *   ATTACHED   -> DYING      by whoever learns that the thread is dead
 *   ATTACHED   -> FREE       by the thread itself, once it has given everything back
 *   UNBORN, DYING -> FREE    by the holder of the recovery lock, once all is taken back
 */
import { cas32, load32, own32, reach, setOwn32, store32 } from '../atomics'
import { Header, MAX_THREADS, SLOT_BLOCK, SLOT_TABLE, SlotEntry } from '../layout'

export const FREE: u32 = 0
export const ATTACHING: u32 = 1
export const ATTACHED: u32 = 2
export const UNBORN: u32 = 3
export const DYING: u32 = 4

const STATE_MASK: u32 = 7
const THREAD_SHIFT: u32 = 3

export function entryAt(id: u32): usize {
  return SLOT_TABLE + (id << 6)
}

export function stateAt(id: u32): u32 {
  return load32(entryAt(id)) & STATE_MASK
}

/** Whether the slot's block is a thread's, alive or not yet taken back. */
export function hasThread(id: u32): bool {
  const state = stateAt(id)
  return state == ATTACHED || state == DYING
}

/** Whether the slot's thread is to be recovered. */
export function isDeclaredDead(id: u32): bool {
  return stateAt(id) >= UNBORN
}

export function threadAt(id: u32): u32 {
  return load32(entryAt(id)) >> THREAD_SHIFT
}

/** Changes the state and keeps the thread; false if it was not in `from`. */
export function changeState(id: u32, from: u32, to: u32): bool {
  const seen = load32(entryAt(id))
  return (seen & STATE_MASK) == from && cas32(entryAt(id), seen, (seen & ~STATE_MASK) | to) == seen
}

/** Declares the slot's thread dead, if it is still that one. Whether it was alive until now. */
export function declareDead(id: u32, thread: u32): bool {
  const attached = (thread << THREAD_SHIFT) | ATTACHED
  if (cas32(entryAt(id), attached, (thread << THREAD_SHIFT) | DYING) == attached) return true
  cas32(entryAt(id), (thread << THREAD_SHIFT) | ATTACHING, (thread << THREAD_SHIFT) | UNBORN)
  return false
}

/** To be called by the holder of the recovery lock. */
export function setFree(id: u32): void {
  clearEntry(id)
  store32(entryAt(id), FREE)
}

/** To be called by the thread itself, which has nothing left to take back; without effect on one declared dead. */
export function leave(id: u32): void {
  clearEntry(id)
  const seen = load32(entryAt(id))
  if ((seen & STATE_MASK) == ATTACHED) cas32(entryAt(id), seen, FREE)
}

/** No call is under way, and no task has the slot. */
function clearEntry(id: u32): void {
  const calls = entryAt(id) + offsetof<SlotEntry>('calls')
  setOwn32(calls, (own32(calls) + 1) & ~1)
  setOwn32(entryAt(id) + offsetof<SlotEntry>('taskId'), 0)
}

/** The block of slot `id`, within reach, also of a thread that is gone; 0 if the slot was never used. */
export function blockAt(id: u32): usize {
  const block: usize = load32(entryAt(id) + offsetof<SlotEntry>('block'))
  reach(block, SLOT_BLOCK)
  return block
}

/** Slots ever used. */
export function slotsUsed(): u32 {
  return load32(offsetof<Header>('slotsUsed'))
}

export function tenureOf(id: u32): u32 {
  return own32(entryAt(id) + offsetof<SlotEntry>('tenure'))
}

/** Takes the lowest free slot; MAX_THREADS if there is none. */
export function claim(thread: u32): u32 {
  for (let id: u32 = 0; id < MAX_THREADS; id++) {
    if (load32(entryAt(id)) != FREE) continue
    if (cas32(entryAt(id), FREE, (thread << THREAD_SHIFT) | ATTACHING) != FREE) continue
    let used = slotsUsed()
    while (used <= id) {
      cas32(offsetof<Header>('slotsUsed'), used, id + 1)
      used = slotsUsed()
    }
    count(id, offsetof<SlotEntry>('tenure'))
    return id
  }
  return MAX_THREADS
}

/** Adds one to a counter of the slot's own. */
export function count(id: u32, counter: usize): void {
  setOwn32(entryAt(id) + counter, own32(entryAt(id) + counter) + 1)
}

/** The sum of a counter over all slots; exact when no write is under way. */
export function sum(counter: usize): u32 {
  const used = slotsUsed()
  let total: u32 = 0
  for (let id: u32 = 0; id < used; id++) total += load32(entryAt(id) + counter)
  return total
}
