/** From the rounds of a contestant to its row. */
import { median } from '../../../experiments/median.ts'
import type { PutRun } from '../../../experiments/segments/puts.ts'
import type { ArticleRow } from '../article.ts'
import { distribution } from '../distribution.ts'
import type { Contestant } from './contestants.ts'
import type { LockRun } from './lock-lines.ts'

/** None if nothing was measured. */
export function putRows(
  { subject, prepared }: Contestant,
  threads: number,
  runs: readonly PutRun[],
): readonly ArticleRow[] {
  if (runs.length === 0) return []
  const { map, emptyBytes, clearUs, source } = prepared
  const { usedBytes, committedBytes } = map.stats()
  return [
    {
      ...{ subject, threads, source },
      opsPerMs: median(runs.map(({ opsPerMs }) => opsPerMs)),
      ...distribution(runs.map(({ latencies }) => latencies)),
      gc: null,
      peakBytes: committedBytes,
      figures: {
        lockWaits: median(runs.map(({ lockWaits }) => lockWaits)),
        retries: median(runs.map(({ retries }) => retries)),
        cores: median(runs.map(({ cores }) => cores)),
        ...{ emptyBytes, usedBytes, clearUs },
      },
    },
  ]
}

export function lockRows(
  subject: string,
  threads: number,
  runs: readonly LockRun[],
): readonly ArticleRow[] {
  if (runs.length === 0) return []
  return [
    {
      ...{ subject, threads },
      opsPerMs: median(runs.map(({ opsPerMs }) => opsPerMs)),
      ...distribution(runs.map(({ latencies }) => latencies)),
      ...{ gc: null, peakBytes: null, figures: {} },
      source: 'dist/lab/article/shards/lock-lines.worker.js',
    },
  ]
}
