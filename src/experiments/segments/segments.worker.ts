/** A thread that inserts its share of the keys and measures each. */
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'

export interface PutTask {
  readonly map: SharedMapHandle<number, number>
  readonly puts: number
  readonly thread: number
  readonly threads: number
  readonly line: SharedArrayBuffer
}

export interface PutAnswer {
  /** Of each put. */
  readonly ms: Float32Array
  /** From the start line to the last put. */
  readonly totalMs: number
}

serve(({ map: handle, puts, thread, threads, line }: PutTask): PutAnswer => {
  const map = SharedMap.attach(handle)
  const ms = new Float32Array(Math.ceil((puts - thread) / threads))
  new StartLine(threads, line).pass()
  const start = performance.now()
  let last = start
  let at = 0
  for (let key = thread; key < puts; key += threads) {
    map.set(key, key)
    const now = performance.now()
    ms[at++] = now - last
    last = now
  }
  map.close()
  return { ms, totalMs: last - start }
})
