/** The garbage collections of the calling thread. Only Node tells of them. */
import { constants, PerformanceObserver } from 'node:perf_hooks'
import { setImmediate as turn } from 'node:timers/promises'

export interface Pauses {
  readonly count: number
  /** Of these: collections of the old generation, and parts of them. */
  readonly major: number
  readonly totalMs: number
  readonly longestMs: number
}

/** What was collected while `work` ran. */
export async function pausesOf(work: () => void): Promise<Pauses> {
  let pauses: Pauses = { count: 0, major: 0, totalMs: 0, longestMs: 0 }
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      pauses = {
        count: pauses.count + 1,
        major: pauses.major + (isMinor(entry) ? 0 : 1),
        totalMs: pauses.totalMs + entry.duration,
        longestMs: Math.max(pauses.longestMs, entry.duration),
      }
    }
  })
  // Entries come by the event loop: those of before first, those of the work last.
  await turn()
  observer.observe({ entryTypes: ['gc'] })
  work()
  for (let i = 0; i < TURNS; i++) await turn()
  observer.disconnect()
  return pauses
}

const TURNS = 3

function isMinor(entry: object): boolean {
  if (!('detail' in entry)) return false
  const { detail } = entry
  if (typeof detail !== 'object' || detail === null || !('kind' in detail)) return false
  return detail.kind === constants.NODE_PERFORMANCE_GC_MINOR
}
