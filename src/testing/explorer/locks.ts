/** Whether all locks are free, which they are while no call is under way. */
import { MemoryView } from '../../map/verify/memory-view.ts'
import type { Stage } from './stage.ts'

export function findHeldLock({ observer }: Stage): string | undefined {
  const view = new MemoryView(observer)
  for (const name of ['HEAP_LOCK', 'CLEAR_LOCK', 'RECOVERY_LOCK']) {
    if (view.isHeld(view.at(`HEADER_${name}`))) return `${name} is held by nobody that runs`
  }
  const segments = 2 * observer.kernel.segments()
  const details = view.at('DIRECTORIES') + segments * view.at('SEGMENT_WORD_SIZE')
  for (let index = 0; index < segments; index++) {
    const lock = details + index * view.at('SEGMENT_SIZE') + view.at('SEGMENT_LOCK')
    if (view.isHeld(lock)) return `the lock of segment ${index} is held by nobody that runs`
  }
  for (let number = 0; number < view.header('LOCK_COUNT'); number++) {
    const lock = view.header('UNITS') - (number + 1) * view.at('LOCK_SIZE')
    if (view.isHeld(lock)) return `lock ${number} is held by nobody that runs`
  }
  for (const { id, block } of view.slots()) {
    if (block === 0) continue
    if (view.word(block + view.at('SLOT_INSERTING')) !== 0) return `slot ${id} is about to insert`
    if (view.word(block + view.at('SLOT_READING')) !== 0) return `slot ${id} still reads`
  }
  return undefined
}
