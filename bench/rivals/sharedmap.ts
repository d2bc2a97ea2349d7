/**
 * The npm package `sharedmap`, with a third of its fixed table left free and room for a terminator in keys and values:
 * one as long as the declared size erases the start of its neighbour. Its own type file does not parse.
 */
import { createRequire } from 'node:module'

export interface SharedmapRival {
  get(key: string): string | undefined
  set(key: string, value: string): void
}

type SharedmapConstructor = new (
  entries: number,
  keyLength: number,
  valueLength: number,
) => SharedmapRival

export function openSharedmap(keys: readonly string[], values: string[]): SharedmapRival {
  const Sharedmap: SharedmapConstructor = createRequire(import.meta.url)('sharedmap')
  const map = new Sharedmap(Math.ceil(keys.length * 1.5), 16 + 1, 32 + 1)
  keys.forEach((key, n) => {
    map.set(key, values[n] ?? '')
  })
  return map
}
