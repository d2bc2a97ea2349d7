/** A plain `Map` in each thread, each with all entries: what shared data costs without sharing. Threads see no other's writes. */
import { type Fill, fill } from './fill.ts'
import type { Place, Store, Subject } from './subject.ts'

const PLACE: Place = { kind: 'map' }

export const plainMap: Subject = {
  name: 'map',
  prepare: async () => ({ place: PLACE, figures: () => undefined, close() {} }),
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
