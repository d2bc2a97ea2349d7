/** A map without synchronisation under the explorer: every schedule, and whether two accesses are ordered by nothing. */
import { explore, type Program } from '../../testing/index.ts'

export interface RaceReport {
  readonly schedules: number
  /** The race in words; undefined if there is none. */
  readonly race: string | undefined
}

/** Keys are positive; 0 is an empty place. Two words for each place. */
const PLACES = 4
/** In the guarded form: the word after the places, 1 while somebody has the lock. */
const LOCK = PLACES * 2

type Threads = Program<number>['threads']

/** A writer and a reader of one key, by plain accesses. */
const UNGUARDED: Threads = [(memory) => put(memory, 2, 20), (memory) => get(memory, 2)]

/** The same, each under the lock. */
const GUARDED: Threads = UNGUARDED.map((body) => (memory, atomics) => {
  while (atomics.compareExchange(memory, LOCK, 0, 1) !== 0) atomics.wait(memory, LOCK, 1)
  const result = body(memory, atomics)
  atomics.store(memory, LOCK, 0)
  atomics.notify(memory, LOCK)
  return result
})

export function exploreMap(isGuarded: boolean): RaceReport {
  const threads = isGuarded ? GUARDED : UNGUARDED
  const { schedules, violation } = explore({ words: LOCK + 1, threads })
  return { schedules, race: violation?.fault }
}

/** One state in two words, each atomic: no access races, though a reader can find the two in different states. */
export function exploreTwoWords(): RaceReport {
  const threads: Threads = [
    (memory, atomics) => atomics.store(memory, 0, 1) + atomics.store(memory, 1, 1),
    (memory, atomics) => atomics.load(memory, 0) - atomics.load(memory, 1),
  ]
  const { schedules, violation } = explore({ words: 2, threads })
  return { schedules, race: violation?.fault }
}

function put(memory: Int32Array, key: number, value: number): number {
  const place = placeOf(memory, key)
  memory[place] = key
  memory[place + 1] = value
  return value
}

function get(memory: Int32Array, key: number): number {
  const place = placeOf(memory, key)
  return memory[place] === key ? (memory[place + 1] ?? 0) : 0
}

/** The key's place, or the empty one where it is to be. */
function placeOf(memory: Int32Array, key: number): number {
  for (let n = 0; n < PLACES; n++) {
    const place = ((key + n) % PLACES) * 2
    if (memory[place] === key || memory[place] === 0) return place
  }
  return 0
}
