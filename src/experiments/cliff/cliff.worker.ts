/** A thread that gets keys and measures how long it takes. */
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'

export interface GetTask {
  readonly map: SharedMapHandle<number, number>
  /** The keys `first`, `first + 1` and so on, `keys` of them, over and over. */
  readonly first: number
  readonly keys: number
  readonly gets: number
  readonly threads: number
  readonly line: SharedArrayBuffer
}

/** Nanoseconds for a get. */
serve(({ map: handle, first, keys, gets, threads, line }: GetTask): number => {
  const map = SharedMap.attach(handle, { nearCache: false })
  const end = first + keys
  let key = first
  new StartLine(threads, line).pass()
  const start = performance.now()
  for (let n = 0; n < gets; n++) {
    map.get(key)
    key++
    if (key === end) key = first
  }
  const ns = ((performance.now() - start) * 1e6) / gets
  map.close()
  return ns
})
