/**
 * The heap's lock. Who waits for it may hold any other, so it cannot wait until a dead owner is recovered, for which these
 * may be needed: it takes the lock over and puts the heap in order, and the rest of the dead is recovered in time.
 *
 * A thread takes it in its own name also where it acts on behalf of a dead one, with that one's slot. Whose slot, beside
 * its own, may say what is on its way it notes in `settlesFor` before anything is: of a dead owner, before the takeover.
 */
import { own32, setOwn32 } from '../atomics'
import { Header, SlotEntry } from '../layout'
import { lockOrTakeOver, unlock } from '../locks/mutex'
import { arm } from '../threads/arming'
import { selfId } from '../threads/self'
import { blockAt, entryAt, hasThread } from '../threads/slot-table'
import { rebuildLists, settleMoving } from './repair'

const WORD = offsetof<Header>('heapLock')
const NOBODY: u32 = <u32>-1

/** For what is done with slot `id`. Under this lock a thread may be aborted and live on: it must come back to release it. */
export function lockHeap(id: u32): void {
  arm()
  if (lockOrTakeOver(WORD, selfId, settlesFor(selfId))) repairHeap(selfId)
  if (id != selfId) setOwn32(settlesFor(selfId), id + 1)
}

export function unlockHeap(): void {
  if (own32(settlesFor(selfId))) setOwn32(settlesFor(selfId), 0)
  unlock(WORD)
}

function settlesFor(id: u32): usize {
  return entryAt(id) + offsetof<SlotEntry>('settlesFor')
}

/**
 * Settles what `id`, which has the lock, had on its way, and all those for whom it was to do so, and makes the lists anew.
 * Can be repeated if it was cut short: as long as the lock is not free, none of those has been recovered.
 */
export function repairHeap(id: u32): void {
  let next = id
  do {
    if (hasThread(next)) settleMoving(blockAt(next))
    next = own32(settlesFor(next)) - 1
  } while (next != NOBODY && next != id)
  rebuildLists()
  next = id
  do {
    const at = settlesFor(next)
    next = own32(at) - 1
    setOwn32(at, 0)
  } while (next != NOBODY && next != id)
}

/** Forgets for whom the dead `id` was to settle: it has not got the lock, or no longer. Under the lock. */
export function settleForNobody(id: u32): void {
  setOwn32(settlesFor(id), 0)
}
