/**
 * The npm package `sharedmap`: a fixed table, here with a third of it left free, and twice as much where keys are inserted.
 * Keys and values have room for a terminator: one as long as the declared size erases the start of its neighbour.
 */
import { createRequire } from 'node:module'
import { fill } from './fill.ts'
import { installed } from './installed.ts'
import type { Store, Subject } from './subject.ts'

interface Options {
  readonly lockWrite: boolean
}

interface Sharedmap {
  get(key: string, options?: Options): string | undefined
  set(key: string, value: string, options?: Options): void
  delete(key: string): void
  keys(): Iterable<string>
  lockWrite(): void
  unlockWrite(): void
}

interface SharedmapConstructor {
  new (entries: number, keyLength: number, valueLength: number): Sharedmap
  readonly prototype: Sharedmap
}

const SPARE = 1.5
const SPARE_WITH_INSERTS = 3
const LOCKED = { lockWrite: true }

export const sharedmap: Subject = {
  name: 'sharedmap',
  async prepare(entries) {
    const Sharedmap = await load()
    const { keys, keyBytes, valueBytes, mix } = entries.workload
    const room = Math.ceil(keys * (mix.insert > 0 ? SPARE_WITH_INSERTS : SPARE))
    const map = new Sharedmap(room, keyBytes + 1, valueBytes + 1)
    await fill(entries, (key, value) => map.set(key, value))
    return { connect: () => ({ kind: 'sharedmap', map }), figures: () => undefined, close() {} }
  },
}

export async function openSharedmap(cloned: object): Promise<Store> {
  const { prototype } = await load()
  // The clone has all the fields, which are views of shared memory, and no methods.
  const map: Sharedmap = Object.setPrototypeOf(cloned, prototype)
  return {
    get: (key) => map.get(key),
    set: (key, value) => map.set(key, value),
    delete: (key) => removed(map, key),
    update(key, value) {
      map.lockWrite()
      try {
        const old = map.get(key, LOCKED)
        map.set(key, value, LOCKED)
        return old
      } finally {
        map.unlockWrite()
      }
    },
    iterate(count) {
      let left = count
      for (const key of map.keys()) {
        map.get(key)
        if (--left === 0) break
      }
      return left
    },
    nearReads: () => undefined,
    close() {},
  }
}

/** It throws if the key is not there. */
function removed(map: Sharedmap, key: string): boolean {
  try {
    map.delete(key)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Its own type file does not parse. */
function load(): Promise<SharedmapConstructor> {
  return installed(
    'sharedmap',
    (): SharedmapConstructor => createRequire(import.meta.url)('sharedmap'),
  )
}
