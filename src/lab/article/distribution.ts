/** From latencies that were recorded in several rounds, or by several threads, to a row's figures. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { latencyPoints } from '../runner/together.ts'
import type { ArticleRow } from './article.ts'

const NS_PER_US = 1000

export type Distribution = Pick<ArticleRow, 'p50Us' | 'p99Us' | 'p9999Us' | 'maxUs' | 'latencies'>

/** All that was recorded counts alike. Nanoseconds, none of them empty. */
export function distribution(histograms: readonly RecordableHistogram[]): Distribution {
  const all = createHistogram()
  for (const histogram of histograms) all.add(histogram)
  return {
    p50Us: all.percentile(50) / NS_PER_US,
    p99Us: all.percentile(99) / NS_PER_US,
    p9999Us: all.percentile(99.99) / NS_PER_US,
    maxUs: all.max / NS_PER_US,
    latencies: latencyPoints(all),
  }
}
