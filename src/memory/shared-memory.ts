/** Making the memory of a new map. */
import { getRandomValues } from 'node:crypto'
import { FullError } from '../errors.ts'
import { Detector } from './conflict.ts'
import { instantiate, NO_HOST, type Strategy } from './kernel.ts'
import { Memory, PAGE, type WasmMemory } from './webassembly.ts'

export type { WasmMemory } from './webassembly.ts'

const UNIT = 16384
const MEBIBYTE = 2 ** 20
const LEAST_SEGMENT_BITS = 4
const MOST_SEGMENT_BITS = 12

export interface MemoryOptions {
  readonly maxBytes: number
  readonly strategy: Strategy
  /** A power of two; counts where the strategy has any. */
  readonly shards: number
  /** Whether who meets another's write is thrown an error; counts where there is a detector. */
  readonly throwsOnConflict: boolean
}

/** A shared memory that holds an empty map. Only address space is reserved, not memory. */
export function createMemory(options: MemoryOptions): WasmMemory {
  const { maxBytes, strategy, shards, throwsOnConflict } = options
  const maximum = Math.floor(maxBytes / PAGE)
  const memory = allocate(maximum)
  const { kernel, layout } = instantiate(memory, NO_HOST, strategy)
  const random = getRandomValues(new Uint32Array(6))
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = random
  const units = Math.floor((maximum * PAGE) / UNIT)
  if (kernel.create(units, segmentBits(maxBytes), shards, a, b, c, d, e, f) === 0) {
    throw new FullError(`the system has no memory for a map of ${maxBytes} bytes`)
  }
  if (throwsOnConflict) new Detector(memory, layout).throwErrors()
  return memory
}

/**
 * One segment for each MiB, within limits: a segment of a full map then has some ten thousand entries however large the
 * map is, and that bounds the pause of its growth.
 */
function segmentBits(maxBytes: number): number {
  const bits = Math.ceil(Math.log2(maxBytes / MEBIBYTE))
  return Math.min(Math.max(bits, LEAST_SEGMENT_BITS), MOST_SEGMENT_BITS)
}

function allocate(maximum: number): WasmMemory {
  try {
    return new Memory({ initial: Math.min(2, maximum), maximum, shared: true })
  } catch (error) {
    throw new FullError(`the system cannot reserve ${maximum * PAGE} bytes: lower maxBytes`, {
      cause: error,
    })
  }
}
