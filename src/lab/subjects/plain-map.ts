/** A plain `Map` in each thread, each with all entries: what shared data costs without sharing. Threads see no other's writes. */
import { totalmem } from 'node:os'
import type { Workload } from '../workload/workload.ts'
import { type Fill, fill } from './fill.ts'
import type { Place, Store, Subject } from './subject.ts'

const PLACE: Place = { kind: 'map' }

export const plainMap: Subject = {
  name: 'map',
  async prepare({ workload }) {
    checkRoom(workload)
    return { connect: () => PLACE, figures: () => undefined, close() {} }
  },
}

/** What V8 takes for an entry of short strings, beside their characters: two headers, and its place in the table. */
const ENTRY_BYTES = 75

/** A machine that runs out of memory may end anything. */
function checkRoom({ keys, keyBytes, valueBytes, threads }: Workload): void {
  const needed = threads * keys * (keyBytes + valueBytes + ENTRY_BYTES)
  if (needed <= memoryBytes()) return
  const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`
  throw new RangeError(
    `${threads} maps of so many entries need about ${gigabytes(needed)}, and there are ${gigabytes(memoryBytes())}`,
  )
}

/** That this process may have. */
function memoryBytes(): number {
  const constrained = process.constrainedMemory()
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()
}

export async function openPlainMap(entries: Fill): Promise<Store> {
  const map = new Map<string, string>()
  await fill(entries, (key, value) => map.set(key, value))
  return {
    get: (key) => map.get(key),
    set: (key, value) => map.set(key, value),
    delete: (key) => map.delete(key),
    update(key, value) {
      const old = map.get(key)
      map.set(key, value)
      return old
    },
    iterate(count) {
      let left = count
      for (const _ of map) if (--left === 0) break
      return left
    },
    nearReads: () => undefined,
    close() {},
  }
}
