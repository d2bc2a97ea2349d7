/**
 * The beginning of a trace, in memory that all threads share, so that neither reading nor dealing is in what is measured.
 * Lines go to the threads in turn, as requests go to the workers of a service: every thread meets the hot keys, and what
 * one writes is out of date in the near caches of the others. `--trace` alone deals by keys, which keeps the order of each
 * key's lines; here lines of a key that are close to each other may change places.
 */

import type { TraceLines } from '../../trace/batch.ts'
import { append, emptyBatch, isFull, lineAt, newBatch, type TraceBatch } from '../../trace/batch.ts'
import { newParsedLine } from '../../trace/text/parse-line.ts'

export interface Sample {
  readonly lines: number
  /** Of each thread, in order. */
  readonly shares: readonly (readonly TraceLines[])[]
}

/** More make no run more telling, and runs take time. */
const MOST_LINES = 1_000_000
const MOST_KEY_BYTES = 2 ** 27

export class Sampler {
  readonly #lanes: readonly { readonly batch: TraceBatch; readonly packed: TraceLines[] }[]
  readonly #line = newParsedLine()
  #lines = 0
  #keyBytes = 0

  constructor(threads: number) {
    this.#lanes = Array.from({ length: threads }, () => ({ batch: newBatch(), packed: [] }))
  }

  /** Takes the lines of a batch, as long as there are not enough. */
  add(batch: TraceBatch): void {
    for (let at = 0; at < batch.count; at++) {
      if (this.#lines === MOST_LINES || this.#keyBytes > MOST_KEY_BYTES) return
      const lane = this.#lanes[this.#lines % this.#lanes.length]
      if (lane === undefined) return
      lineAt(batch, at, this.#line)
      append(lane.batch, batch.keys, this.#line)
      if (isFull(lane.batch)) this.#pack(lane.batch, lane.packed)
      this.#keyBytes += this.#line.keyEnd - this.#line.keyStart
      this.#lines++
    }
  }

  /** Ends the sample. */
  get sample(): Sample {
    for (const { batch, packed } of this.#lanes) if (batch.count > 0) this.#pack(batch, packed)
    return { lines: this.#lines, shares: this.#lanes.map(({ packed }) => packed) }
  }

  #pack(batch: TraceBatch, packed: TraceLines[]): void {
    packed.push(shared(batch))
    emptyBatch(batch)
  }
}

/** So many of the sample's first lines are so many of a thread's. */
export function shareOf(lines: number, thread: number, threads: number): number {
  return Math.ceil(Math.max(lines - thread, 0) / threads)
}

function shared({ count, ops, valueBytes, keyEnds, keys }: TraceBatch): TraceLines {
  const keyBytes = keyEnds[count - 1] ?? 0
  const buffer = new SharedArrayBuffer(9 * count + keyBytes)
  const lines = {
    count,
    valueBytes: new Uint32Array(buffer, 0, count),
    keyEnds: new Uint32Array(buffer, 4 * count, count),
    ops: new Uint8Array(buffer, 8 * count, count),
    keys: new Uint8Array(buffer, 9 * count, keyBytes),
  }
  lines.valueBytes.set(valueBytes.subarray(0, count))
  lines.keyEnds.set(keyEnds.subarray(0, count))
  lines.ops.set(ops.subarray(0, count))
  lines.keys.set(keys.subarray(0, keyBytes))
  return lines
}
