/** A pipeline's figures as a row. */
import type { ArticleRow } from '../article.ts'
import type { Run } from './run/run.ts'
import type { Contestant } from './service/contestants.ts'

/** A pipeline and how it ran. */
export interface Finished extends Run {
  readonly contestant: Contestant
}

/** One that came to no end. */
export interface Broken {
  readonly contestant: Contestant
  readonly reason: string
}

const MIB = 2 ** 20
const MS_PER_MINUTE = 60_000

/** None if nothing was measured. */
export function rowOf({ contestant, served, journal }: Finished): ArticleRow[] {
  if (served === undefined) return []
  const { threads, requests, ms, gc } = served
  const { p50Us, p99Us, p9999Us, maxUs, latencies } = served
  return [
    {
      subject: contestant.name,
      threads,
      opsPerMs: requests / ms,
      ...{ p50Us, p99Us, p9999Us, maxUs, latencies, gc },
      peakBytes: served.rssPeakBytes,
      figures: {
        gcPerMinute: (gc.count * MS_PER_MINUTE) / ms,
        gcMsPerMinute: (gc.totalMs * MS_PER_MINUTE) / ms,
        gcLongestMs: gc.longestMs,
        requests,
        coresUsed: served.cores,
        rulesMatched: journal.matches,
        rssUnderLoadMb: served.rssUnderLoadBytes / MIB,
        mainHeapMb: served.heapPeakBytes / MIB,
        externalMb: served.externalPeakBytes / MIB,
        sharedMb: served.sharedBytes / MIB,
      },
      source: contestant.source,
    },
  ]
}
