/** The one lock of the map: who holds it alone looks at dirty maps, and alone changes which maps there are. */
import { setOwn32 } from '../../atomics'
import { holds, lock, unlock } from '../../locks/mutex'
import { lockAt, WITNESS } from '../../locks/numbered'
import { arm } from '../../threads/arming'

let mapLock: usize = 0

export function openLock(): void {
  mapLock = lockAt(0)
}

export function enterMap(id: u32): void {
  arm()
  lock(mapLock, id)
  if (isDefined(EXPLORE)) setOwn32(mapLock + WITNESS, id)
}

export function leaveMap(): void {
  if (isDefined(EXPLORE)) setOwn32(mapLock + WITNESS, 0)
  unlock(mapLock)
}

/** Lets go of the lock of a dead thread, or of an aborted one. */
export function releaseLocks(_slot: usize, id: u32): void {
  if (holds(mapLock, id)) leaveMap()
}
