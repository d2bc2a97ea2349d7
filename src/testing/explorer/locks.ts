/** Whether all locks are free, which they are while no call is under way. */
import { MemoryView } from '../../map/verify/memory-view.ts'
import type { Stage } from './stage.ts'

export function findHeldLock({ observer }: Stage): string | undefined {
  const view = new MemoryView(observer)
  for (const name of ['HEAP_LOCK', 'CLEAR_LOCK', 'RECOVERY_LOCK']) {
    if (view.header(name) !== 0) return `${name} is held by nobody that runs`
  }
  const segments = 2 * observer.kernel.segments()
  const details = view.at('DIRECTORIES') + segments * view.at('SEGMENT_WORD_SIZE')
  for (let index = 0; index < segments; index++) {
    const lock = details + index * view.at('SEGMENT_SIZE') + view.at('SEGMENT_LOCK')
    if (view.word(lock) !== 0) return `the lock of segment ${index} is held by nobody that runs`
  }
  for (const { id, block } of view.slots()) {
    if (block !== 0 && view.word(block + view.at('SLOT_INSERTING')) !== 0) {
      return `slot ${id} is still about to insert`
    }
  }
  return undefined
}
