/** The entries that are there before the first operation. */
import { setImmediate as turn } from 'node:timers/promises'
import { randomOf } from '../workload/random.ts'
import { keyText, Values } from '../workload/texts.ts'
import type { Workload } from '../workload/workload.ts'

export interface Fill {
  readonly workload: Workload
  /** True as soon as nobody waits for the run any more. */
  readonly isStopped: () => boolean
  /** Told how many entries there are so far. */
  readonly onFilled?: (entries: number) => void
}

/** Entries between two turns of the event loop, through which an interruption comes. */
const CHUNK = 10_000
/** Of random numbers; threads have those from 0. */
const STREAM = -1

/** Sets each key once, or stops early. `together` runs the calls of a chunk, for stores with transactions. */
export async function fill(
  { workload, isStopped, onFilled }: Fill,
  set: (key: string, value: string) => unknown,
  together: (chunk: () => void) => unknown = (chunk) => chunk(),
): Promise<void> {
  const { keys, keyBytes, valueBytes, seed } = workload
  const values = new Values(valueBytes, randomOf(seed, STREAM))
  for (let start = 0; start < keys && !isStopped(); start += CHUNK) {
    const end = Math.min(start + CHUNK, keys)
    await together(() => {
      for (let n = start; n < end; n++) set(keyText(n, keyBytes), values.next())
    })
    onFilled?.(end)
    await turn()
  }
}
