/** How much this thread's V8 heap holds once everything unreachable is gone. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** The flag makes contexts born after it see `gc`, so no flag on the command line is needed. */
setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

export function liveHeapBytes(): number {
  collect()
  collect()
  return getHeapStatistics().used_heap_size
}
