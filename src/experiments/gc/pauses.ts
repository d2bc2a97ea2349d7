/** The garbage collections of the calling thread. Only Node tells of them. */
import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks'
import { setImmediate as turn } from 'node:timers/promises'

export interface Pauses {
  readonly count: number
  /** Of these: collections of the old generation, and parts of them. */
  readonly major: number
  readonly totalMs: number
  readonly longestMs: number
  /** When the watch began, on a clock that all threads of the machine share: milliseconds since 1970. */
  readonly since: number
  /** In the order in which they came. */
  readonly each: readonly Pause[]
}

export interface Pause {
  /** Since the watch began. */
  readonly atMs: number
  readonly ms: number
  readonly isMajor: boolean
}

/** What was collected while `work` ran. */
export async function pausesOf(work: () => void): Promise<Pauses> {
  const watch = await watchPauses()
  work()
  return watch.end()
}

/** Watches until `end` is called. */
export async function watchPauses(): Promise<{ end(): Promise<Pauses> }> {
  const entries: PerformanceEntry[] = []
  const observer = new PerformanceObserver((list) => {
    entries.push(...list.getEntries())
  })
  // Entries come by the event loop: those of before first, those of the work last.
  await turn()
  const begin = performance.now()
  observer.observe({ entryTypes: ['gc'] })
  return {
    async end() {
      for (let i = 0; i < TURNS; i++) await turn()
      observer.disconnect()
      return pausesFrom(entries, begin)
    },
  }
}

const TURNS = 3

function pausesFrom(entries: readonly PerformanceEntry[], begin: number): Pauses {
  const each = entries.map((entry) => ({
    atMs: entry.startTime - begin,
    ms: entry.duration,
    isMajor: !isMinor(entry),
  }))
  return summedUp(each, performance.timeOrigin + begin)
}

export function summedUp(each: readonly Pause[], since: number): Pauses {
  return {
    count: each.length,
    major: each.filter(({ isMajor }) => isMajor).length,
    totalMs: each.reduce((sum, { ms }) => sum + ms, 0),
    longestMs: each.reduce((longest, { ms }) => Math.max(longest, ms), 0),
    since,
    each,
  }
}

function isMinor(entry: object): boolean {
  if (!('detail' in entry)) return false
  const { detail } = entry
  if (typeof detail !== 'object' || detail === null || !('kind' in detail)) return false
  return detail.kind === constants.NODE_PERFORMANCE_GC_MINOR
}
