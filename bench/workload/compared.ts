/** The same map with each of the strategies that are compared. */
import { SharedMap, type SharedMapHandle } from 'selvedge'
import type { Created } from '../case.ts'
import { BARRIER_BYTES } from '../measure/barrier.ts'

export type Handle = SharedMapHandle<number, number>

const COMPARED = ['lock-free', 'rwlock', 'sharded'] as const
export type Compared = (typeof COMPARED)[number]

export interface ComparedMaps {
  readonly handles: Readonly<Record<Compared, Handle>>
  readonly barrier: SharedArrayBuffer
}

export function byStrategy<T>(make: (strategy: Compared) => T): Record<Compared, T> {
  return {
    'lock-free': make('lock-free'),
    rwlock: make('rwlock'),
    sharded: make('sharded'),
  }
}

/** Maps that have these keys. */
export function compared(maxBytes: number, keys: readonly number[]): Created<ComparedMaps> {
  const maps = byStrategy((strategy) => {
    const map = new SharedMap<number, number>({ strategy, maxBytes })
    for (const key of keys) map.set(key, key)
    return map
  })
  const handles = byStrategy((strategy) => maps[strategy].handle)
  const barrier = new SharedArrayBuffer(BARRIER_BYTES)
  return { setup: { handles, barrier }, owned: COMPARED.map((strategy) => maps[strategy]) }
}
