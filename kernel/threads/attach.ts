/** Taking a slot for a thread, and leaving it. */
import { own32, setOwnF64, store32, zeroOwn } from '../atomics'
import { flush } from '../heap/blocks'
import { lockHeap, unlockHeap } from '../heap/heap-lock'
import { allocateUnits, KIND, RUN, unitState } from '../heap/units'
import { Header, MAX_THREADS, SLOT_BLOCK, SlotEntry, UNIT_BITS } from '../layout'
import { become } from './self'
import { ATTACHED, ATTACHING, blockAt, changeState, claim, entryAt, leave } from './slot-table'

export const NO_SLOT: i32 = -1
export const NO_MEMORY: i32 = -2

/** The slot's index, or what was missing. Not for a thread that has a slot already. */
export function attach(thread: u32, task: u32, taskStart: f64): i32 {
  const id = claim(thread)
  if (id == MAX_THREADS) return NO_SLOT
  const entry = entryAt(id)
  // The id last: without one nobody takes the start for that of a thread that is gone.
  setOwnF64(entry + offsetof<SlotEntry>('taskStart'), taskStart)
  store32(entry + offsetof<SlotEntry>('taskId'), task)
  // Already now: who waits for the heap may have to take it over, in its own name.
  become(id, 0)
  const block = ownBlock(id)
  if (!block) {
    become(0, 0)
    store32(entry, 0)
    return NO_MEMORY
  }
  zeroOwn(block, SLOT_BLOCK)
  become(id, block)
  changeState(id, ATTACHING, ATTACHED)
  return id
}

/**
 * Gives back what this thread holds, outside of any call, and then its slot, by one CAS: until then it is a thread like
 * others, which is recovered if it dies, and afterwards it holds no lock that nobody could pass on. Somebody may have
 * declared it dead meanwhile: then its slot is theirs to free.
 */
export function detach(slot: usize, id: u32): void {
  flush(slot, id)
  leave(id)
  become(0, 0)
}

/** Two slots share a unit: the even one takes it for both. A slot keeps its block for ever. */
function ownBlock(id: u32): usize {
  const even = id & ~1
  lockHeap(id)
  const word = entryAt(even) + offsetof<SlotEntry>('block')
  let unit = blockAt(even)
  // Announced but not taken: the thread that tried died.
  if (unit && !isTaken(<u32>unit >> UNIT_BITS)) unit = 0
  if (!unit) unit = allocateUnits(1, RUN | 1, word, true) << UNIT_BITS
  if (!unit) store32(word, 0)
  else if (id != even) store32(entryAt(id) + offsetof<SlotEntry>('block'), <u32>unit + SLOT_BLOCK)
  unlockHeap()
  return blockAt(id)
}

function isTaken(index: u32): bool {
  return index < own32(offsetof<Header>('frontier')) && (unitState(index) & KIND) == RUN
}
