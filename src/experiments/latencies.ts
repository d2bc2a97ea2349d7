/** Times that were measured one by one, as histograms of nanoseconds. */
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'

const NS_PER_MS = 1e6

/** At least a nanosecond: a histogram takes no less. */
export function recordMs(latencies: RecordableHistogram, ms: number): void {
  latencies.record(Math.max(Math.round(ms * NS_PER_MS), 1))
}

/** Made afterwards where to record a time takes as long as what is timed. */
export function latenciesOf(times: Float32Array): RecordableHistogram {
  const latencies = createHistogram()
  for (const ms of times) recordMs(latencies, ms)
  return latencies
}
