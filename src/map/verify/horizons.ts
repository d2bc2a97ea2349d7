/** Checks what others believe of each slot's changes (kernel/threads/horizon.ts) against how many there were. Only reads. */
import { CorruptError } from '../../errors.ts'
import type { MemoryView } from './memory-view.ts'

/** Renewed every so many changes: else a change under way would be taken for one that is over. */
export function checkHorizons(view: MemoryView, periodOf: (slot: number) => number): void {
  for (const { id, entry } of view.slots()) {
    const horizon = view.at('HORIZONS') + id * view.at('HORIZON_SIZE')
    const made = view.word(entry + view.at('ENTRY_MUTATIONS'))
    const settled = view.word(horizon + view.at('HORIZON_SETTLED'))
    if ((made - settled) >>> 0 < periodOf(id)) continue
    throw new CorruptError(`slot ${id} made ${made} changes, and its horizon is at ${settled}`)
  }
}
