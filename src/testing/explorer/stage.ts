/** A small map in a memory of its own, with the explorer's threads attached, and a thread of the real kernel that looks. */
import { Thread } from '../../memory/thread.ts'
import { Memory, PAGE, type WasmMemory, type WasmModule } from '../../memory/webassembly.ts'
import { Image } from './image.ts'
import { LogicalThread } from './logical-thread.ts'

const UNIT = 16_384
const SEGMENT_BITS = 1
const STACK_BYTES = 8192
/** Ids beyond those of real threads, so that an end of one of those is never taken for an end of one of these. */
const FIRST_ID = 2 ** 28

export interface Stage {
  readonly image: Image
  readonly threads: readonly LogicalThread[]
  /** Runs unwatched: after its calls `image.restoreAll` is needed. */
  readonly observer: Thread
}

/** A map of `units` times 16 KiB and `count` threads. Its hash seed is fixed, so that every run is the same. */
export function makeStage(module: WasmModule, count: number, units: number): Stage {
  const pages = Math.ceil((units * UNIT) / PAGE)
  const memory: WasmMemory = new Memory({ initial: pages + 1, maximum: pages + 1, shared: true })
  const threads: LogicalThread[] = []
  const observer = makeMap(module, memory, units)
  for (let i = 0; i < count; i++) {
    const start = pages * PAGE + i * STACK_BYTES
    threads.push(
      new LogicalThread(module, memory, { start, end: start + STACK_BYTES }, FIRST_ID + i),
    )
  }
  return { image: new Image(memory), threads, observer }
}

function makeMap(module: WasmModule, memory: WasmMemory, units: number): Thread {
  const creator = LogicalThread.over(module, memory)
  if (creator.create(units, SEGMENT_BITS, 1, 2, 3, 4, 5, 6) === 0) {
    throw new RangeError(`a map of ${units} units has no room for its fixed part`)
  }
  return new Thread(memory)
}
