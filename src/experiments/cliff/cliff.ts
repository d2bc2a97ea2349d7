/** What a get costs in a sync-map: a hit, and a miss with and without a dirty map. */
import type { StrategyName } from '../../index.ts'
import type { Conditions } from '../reproduction.ts'
import { type GetCase, type GetRun, measureGets, withGetters } from './gets.ts'

/** Nanoseconds for a get, the least of all rounds: what is more is somebody else's. */
export type GetTimes = Readonly<Record<GetCase, number>>

const ROUNDS = 7
const WARM_ROUNDS = 2

export async function getTimes(
  strategy: StrategyName,
  threads: number,
  { signal, onProgress }: Conditions,
): Promise<GetTimes> {
  onProgress(`${strategy}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`)
  return await withGetters(threads, signal, async (crew) => {
    const rounds: Record<GetCase, GetRun>[] = []
    for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
      const runs = await measureGets(crew, strategy, { threads, timed: false })
      if (round >= WARM_ROUNDS) rounds.push(runs)
    }
    const least = (of: GetCase): number => Math.min(...rounds.map((runs) => runs[of].ns))
    return { hit: least('hit'), fresh: least('fresh'), absent: least('absent') }
  })
}
