/** A thread that writes one state into two places, or reads both. */
import { SharedMap, type SharedMapHandle } from '../../index.ts'
import { serve } from '../threads/serve.ts'
import { StartLine } from '../threads/start-line.ts'

export interface Both {
  readonly one: number
  readonly other: number
}

export type Places =
  | {
      readonly form: 'two maps'
      readonly one: SharedMapHandle<string, number>
      readonly other: SharedMapHandle<string, number>
    }
  | { readonly form: 'two keys'; readonly map: SharedMapHandle<string, number> }
  | { readonly form: 'one value'; readonly map: SharedMapHandle<string, Both> }

export interface StateTask {
  readonly places: Places
  readonly role: 'writer' | 'reader'
  readonly threads: number
  readonly line: SharedArrayBuffer
  readonly ms: number
}

export interface StateAnswer {
  readonly turns: number
  /** Reads that found the two in different states. */
  readonly split: number
}

const KEY = 'stock'
const OTHER_KEY = 'price'
/** Turns between two looks at the clock. */
const TURNS = 64

serve(({ places, role, threads, line, ms }: StateTask): StateAnswer => {
  const step = stepOf(places, role)
  new StartLine(threads, line).pass()
  const end = performance.now() + ms
  let turns = 0
  let split = 0
  do {
    for (let i = 0; i < TURNS; i++) if (step(++turns)) split++
  } while (performance.now() < end)
  return { turns, split }
})

type Step = (turn: number) => boolean

function stepOf(places: Places, role: StateTask['role']): Step {
  if (places.form === 'one value') return overOne(places, role)
  if (places.form === 'two keys') {
    const map = SharedMap.attach(places.map)
    return overTwo({ map, key: KEY }, { map, key: OTHER_KEY }, role)
  }
  const one = { map: SharedMap.attach(places.one), key: KEY }
  return overTwo(one, { map: SharedMap.attach(places.other), key: KEY }, role)
}

interface Place {
  readonly map: SharedMap<string, number>
  readonly key: string
}

function overTwo(one: Place, other: Place, role: StateTask['role']): Step {
  if (role === 'writer') {
    return (turn) => {
      one.map.set(one.key, turn)
      other.map.set(other.key, turn)
      return false
    }
  }
  // Values only grow. The first place is read again after the second: if it has not changed, then it had its value while the
  // second had another, and it is not the reader who came late.
  return () => {
    const before = one.map.get(one.key)
    const seen = other.map.get(other.key)
    return one.map.get(one.key) === before && seen !== before
  }
}

function overOne(places: { map: SharedMapHandle<string, Both> }, role: StateTask['role']): Step {
  const map = SharedMap.attach(places.map)
  if (role === 'writer') {
    return (turn) => {
      map.set(KEY, { one: turn, other: turn })
      return false
    }
  }
  return () => {
    const both = map.get(KEY)
    return both !== undefined && both.one !== both.other
  }
}
