/**
 * The calls of a thread. Its `calls` word is odd while one is under way that changes shared memory; it stays odd if the call
 * is cut short, and the next one first recovers this thread as if it had died.
 */
import { own32, setOwn32 } from '../atomics'
import { SlotEntry } from '../layout'
import { recoverSelf } from './recovery'
import { self, selfId } from './self'
import { entryAt } from './slot-table'

function calls(): usize {
  return entryAt(selfId) + offsetof<SlotEntry>('calls')
}

/** Staging is a call that its user ends: what was staged for one that never came is taken back by the next. @inline */
export function begin(staged: bool): void {
  const made = own32(calls())
  if (made & 1 && !staged) recoverSelf(self, selfId)
  setOwn32(calls(), made | 1)
}

/** Of what may come within a call that waits. Whether it is a call of its own, to be ended. */
export function beginWithin(): bool {
  const made = own32(calls())
  setOwn32(calls(), made | 1)
  return !(made & 1)
}

export function end(result: i32): i32 {
  setOwn32(calls(), own32(calls()) + 1)
  return result
}
