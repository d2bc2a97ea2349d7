/** `verify`: every invariant of the structure, and while nobody writes, an owner for every block of the heap. */
import { CorruptError } from '../../errors.ts'
import type { Thread } from '../../memory/thread.ts'
import type { VerifyReport } from '../map.ts'
import { Claims } from './claims.ts'
import { checkLists, claimFreeBlocks, claimMagazines, claimSlots } from './heap.ts'
import { checkHorizons } from './horizons.ts'
import { MemoryView } from './memory-view.ts'
import { type Census, checkDirtyTables, checkRecords, claimEntries } from './tables.ts'

/** States of a slot at rest: kernel/threads/slot-table.ts. */
const FREE_SLOT = 0
const ATTACHED = 2

/** How often to try for a moment in which nobody writes. */
const ATTEMPTS = 8

export function verifyHeapAndTables(thread: Thread): VerifyReport {
  const segments = thread.kernel.segments()
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = quiet(thread)
    if (before === undefined) continue
    const result = attemptExact(thread)
    if (quiet(thread) !== before) continue
    if (result instanceof CorruptError) throw result
    return { ok: true, ...result, segments, heap: 'exact' }
  }
  return { ok: true, ...checkRecords(thread, new MemoryView(thread)), segments, heap: 'busy' }
}

/** What is found wrong counts only if it turns out that nobody wrote meanwhile. */
function attemptExact(thread: Thread): Census | CorruptError {
  try {
    const view = new MemoryView(thread)
    checkDirtyTables(thread, view)
    const census = checkRecords(thread, view)
    if (census.entries !== thread.kernel.size()) {
      throw new CorruptError(
        `there are ${census.entries} entries, and ${thread.kernel.size()} counted`,
      )
    }
    checkLists(view)
    checkHorizons(view, () => view.at('HORIZON_PERIOD'))
    const claims = new Claims(view)
    claimSlots(view, claims)
    claimEntries(thread, view, claims)
    claimFreeBlocks(view, claims)
    claimMagazines(view, claims)
    claims.expectComplete()
    return census
  } catch (error) {
    if (error instanceof CorruptError) return error
    throw error
  }
}

/** The state of all slots if no call is under way in any, else undefined. Two equal ones: nothing changed between. */
function quiet(thread: Thread): string | undefined {
  const view = new MemoryView(thread)
  const locks = [view.at('HEADER_HEAP_LOCK'), view.at('HEADER_CLEAR_LOCK')]
  if (locks.some((lock) => view.isHeld(lock))) return undefined
  const calls: number[] = []
  for (const { entry, state } of view.slots()) {
    const made = view.word(entry + view.at('ENTRY_CALLS'))
    if (made % 2 === 1 || (state !== FREE_SLOT && state !== ATTACHED)) return undefined
    calls.push(state, made)
  }
  return calls.join(' ')
}
