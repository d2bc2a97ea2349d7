/**
 * What a get costs in a sync-map: of a key in the read map, of a key that only the dirty map has, and of a key that is
 * nowhere while there is no dirty map. Lock-free beside it.
 */
import { SharedMap, type StrategyName } from '../../index.ts'
import type { Conditions } from '../reproduction.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { StartLine } from '../threads/start-line.ts'
import type { GetTask } from './cliff.worker.ts'

/** Nanoseconds for a get, the least of all rounds: what is more is somebody else's. */
export interface GetTimes {
  readonly hit: number
  /** Of a key that was set since the last promotion: sync-map takes its lock. */
  readonly fresh: number
  /** Of a key that is nowhere, while there is no dirty map. */
  readonly absent: number
}

/** In the read map. */
const KEYS = 100_000
/** That are got: so few that memory is near, in all three cases. */
const ASKED = 1_000
/** Below the misses after which a sync-map promotes: as many as it has keys. */
const MISSES = KEYS / 4
const HITS = 200_000
const ROUNDS = 7
const WARM_ROUNDS = 2

type GetCrew = Crew<GetTask, number>
type Times = Record<keyof GetTimes, number>

export async function getTimes(
  strategy: StrategyName,
  threads: number,
  { signal, onProgress }: Conditions,
): Promise<GetTimes> {
  onProgress(`${strategy}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`)
  const module = new URL('./cliff.worker.js', import.meta.url)
  return withCrew({ module, size: threads, signal }, async (crew: GetCrew) => {
    const rounds: Times[] = []
    for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
      const times = await oneRound(crew, strategy, threads)
      if (round >= WARM_ROUNDS) rounds.push(times)
    }
    return {
      hit: Math.min(...rounds.map(({ hit }) => hit)),
      fresh: Math.min(...rounds.map(({ fresh }) => fresh)),
      absent: Math.min(...rounds.map(({ absent }) => absent)),
    }
  })
}

async function oneRound(crew: GetCrew, strategy: StrategyName, threads: number): Promise<Times> {
  using map = new SharedMap<number, number>({ strategy, maxBytes: 2 ** 24 })
  for (let key = 0; key < KEYS; key++) map.set(key, key)
  promote(map)
  const task = { map: map.handle, keys: ASKED, threads }
  const ask = async (what: { first: number; gets: number }): Promise<number> => {
    const line = new StartLine(threads).buffer
    const ns = await crew.ask(Array.from({ length: threads }, () => ({ ...task, ...what, line })))
    return ns.reduce((sum, one) => sum + one, 0) / threads
  }
  const hit = await ask({ first: 0, gets: HITS })
  const absent = await ask({ first: 2 * KEYS, gets: HITS })
  for (let key = 0; key < ASKED; key++) map.set(KEYS + key, key)
  const fresh = await ask({ first: KEYS, gets: Math.floor(MISSES / threads) })
  return { hit, fresh, absent }
}

/** An iteration promotes the dirty map, as Go's Range does. */
function promote(map: SharedMap<number, number>): number {
  let keys = 0
  for (const _ of map.keys()) keys++
  return keys
}
