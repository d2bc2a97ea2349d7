/** Locks in one line and in lines of their own are taken in turns. */
import type { Conditions } from '../article.ts'
import type { Runs } from '../in-turns.ts'
import {
  LOCK_PLACES,
  type LockPlace,
  type LockRun,
  measureLocks,
  withLockers,
} from './lock-lines.ts'
import { type Scale, WARM_PART } from './scale.ts'

export async function lockInTurns(
  runs: Runs<LockPlace, LockRun>,
  scale: Scale,
  { signal, onProgress }: Conditions,
): Promise<void> {
  const { few: threads } = scale.threads
  await withLockers(threads, signal, async (crew) => {
    const run = (place: LockPlace, part: number): Promise<LockRun> =>
      measureLocks(crew, place, { threads, times: Math.ceil(scale.puts / part / threads) })
    for (const place of LOCK_PLACES) await run(place, WARM_PART)
    await runs.inTurns(LOCK_PLACES, scale, (place, round) => {
      onProgress(`${place}: round ${round + 1} of ${scale.rounds}`)
      return run(place, 1)
    })
  })
}
