/** A small map in a memory of its own, with the explorer's threads attached, and a thread of the real kernel that looks. */
import { Thread } from '../../memory/thread.ts'
import { Memory, PAGE, type WasmMemory, type WasmModule } from '../../memory/webassembly.ts'
import { Image } from './image.ts'
import { LogicalThread } from './logical-thread.ts'

const UNIT = 16_384
const SEGMENT_BITS = 1
/** Of a strategy that has a choice. */
const SHARDS = 2
const STACK_BYTES = 8192
/** Ids beyond those of real threads, so that an end of one of those is never taken for an end of one of these. */
const FIRST_ID = 2 ** 28
/** Recoverers: of one that died, and of one that died recovering it, which makes two to take back. */
const SPARES = 3

export interface Stage {
  readonly image: Image
  /** Those that operations are given to. */
  readonly threads: readonly LogicalThread[]
  /** Those that take back what the dead held. */
  readonly spares: readonly LogicalThread[]
  /** Runs unwatched, and changes nothing but its own results and window. */
  readonly observer: Thread
}

/** A map of `units` times 16 KiB and `count` threads. Its hash seed is fixed, so that every run is the same. */
export function makeStage(module: WasmModule, count: number, units: number): Stage {
  const pages = Math.ceil((units * UNIT) / PAGE)
  const stacks = Math.ceil(((count + SPARES) * STACK_BYTES) / PAGE)
  const size = pages + stacks
  const memory: WasmMemory = new Memory({ initial: size, maximum: size, shared: true })
  const observer = makeMap(module, memory, units)
  const all = Array.from({ length: count + SPARES }, (_, i) => {
    const start = pages * PAGE + i * STACK_BYTES
    return new LogicalThread(module, memory, { start, end: start + STACK_BYTES }, FIRST_ID + i)
  })
  const image = new Image(memory)
  return { image, threads: all.slice(0, count), spares: all.slice(count), observer }
}

function makeMap(module: WasmModule, memory: WasmMemory, units: number): Thread {
  const creator = LogicalThread.over(module, memory)
  if (creator.create(units, SEGMENT_BITS, SHARDS, 1, 2, 3, 4, 5, 6) === 0) {
    throw new RangeError(`a map of ${units} units has no room for its fixed part`)
  }
  return new Thread(memory)
}
