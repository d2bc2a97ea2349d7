/** A thread that stores on the same keys again and again, or lets many keys come and go, and weighs the memory. */
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'
import { liveHeapBytes } from './heap.ts'

/** Bytes. */
export interface Weight {
  readonly heap: number
  readonly used: number
  readonly committed: number
}

export interface LeakTask {
  readonly map: SharedMapHandle<string, number>
  readonly role: 'store' | 'come and go'
}

/** The article's load. */
export const STORES = 1_000_000
const KEYS = 1_000
const SAMPLES = 20

serve(({ map: handle, role }: LeakTask): Weight[] => {
  const map = SharedMap.attach(handle)
  const weights = role === 'store' ? store(map) : comeAndGo(map)
  map.close()
  return weights
})

function weigh(map: SharedMap<string, number>): Weight {
  const { usedBytes, committedBytes } = map.stats()
  return { heap: liveHeapBytes(), used: usedBytes, committed: committedBytes }
}

/** No iteration, which would make one table of two. */
function store(map: SharedMap<string, number>): Weight[] {
  const weights: Weight[] = []
  for (let i = 0; i < STORES; i++) {
    map.set(`key-${i % KEYS}`, i)
    if ((i + 1) % (STORES / SAMPLES) === 0) weights.push(weigh(map))
  }
  return weights
}

const FRESH = 20_000

/** Empty, with fresh keys, after their deletion, and after the next promotion of each table. */
function comeAndGo(map: SharedMap<string, number>): Weight[] {
  const weights = [weigh(map)]
  for (let i = 0; i < FRESH; i++) map.set(`fresh ${i}`, i)
  // An iteration promotes, as Go's Range does, so that all keys are in the read map.
  promote(map)
  weights.push(weigh(map))
  for (let i = 0; i < FRESH; i++) map.delete(`fresh ${i}`)
  weights.push(weigh(map))
  // A new key in each table has it copied without what was deleted.
  for (let i = 0; i < FRESH / 100; i++) map.set(`later ${i}`, i)
  promote(map)
  weights.push(weigh(map))
  return weights
}

function promote(map: SharedMap<string, number>): number {
  let keys = 0
  for (const _ of map.keys()) keys++
  return keys
}
