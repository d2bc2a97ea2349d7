/** The calling thread's V8 heap, looked at now and then by its event loop. */
import { getHeapStatistics } from 'node:v8'

const LOOK_MS = 5

/** `end` returns the most bytes that were seen. */
export function watchHeap(): { end(): number } {
  let peak = 0
  const look = (): void => {
    peak = Math.max(peak, getHeapStatistics().used_heap_size)
  }
  look()
  const timer = setInterval(look, LOOK_MS)
  return {
    end() {
      clearInterval(timer)
      look()
      return peak
    },
  }
}
