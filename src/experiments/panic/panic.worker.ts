/** One of the two loops of the article's program. */
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'

export interface LoopTask {
  readonly map: SharedMapHandle<number, number>
  readonly role: 'writer' | 'reader'
  /** The loop is repeated for so long. */
  readonly ms: number
  /** Whether each access is in a `try`. */
  readonly catches: boolean
}

export interface LoopAnswer {
  readonly loops: number
  /** What the `try` caught. */
  readonly caught: number
}

const WRITTEN = 10_000
const READ = 5_000

function write(map: SharedMap<number, number>): void {
  for (let i = 0; i < WRITTEN; i++) map.set(i, i)
}

function read(map: SharedMap<number, number>): void {
  for (let i = 0; i < WRITTEN; i++) map.get(i % READ)
}

serve(({ map: handle, role, ms, catches }: LoopTask): LoopAnswer => {
  const map = SharedMap.attach(handle)
  const loop = role === 'writer' ? write : read
  const end = performance.now() + ms
  let loops = 0
  let caught = 0
  do {
    if (catches) {
      try {
        loop(map)
      } catch {
        caught++
      }
    } else loop(map)
    loops++
  } while (performance.now() < end)
  map.close()
  return { loops, caught }
})
