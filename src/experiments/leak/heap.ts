/** What is alive on this thread's V8 heap. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Bytes, after a full collection. */
export function liveHeapBytes(): number {
  collect()
  return getHeapStatistics().used_heap_size
}
