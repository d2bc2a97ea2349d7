/** How long a subject runs before it is measured, so that the engine has compiled what runs. */
import type { Workload } from './workload.ts'

/** A quarter of the time on top, at most a second. */
const WARM_SHARE = 0.25
const MOST_WARM_MS = 1000

export function warmMs({ seconds }: Pick<Workload, 'seconds'>): number {
  return Math.min(seconds * 1000 * WARM_SHARE, MOST_WARM_MS)
}
