/** What a look at the clock costs, which is within each latency that is measured one by one. */
import { createHistogram } from 'node:perf_hooks'

const LOOKS = 200_000
const NS_PER_MS = 1e6

/** The median time from one look to the next with nothing in between, in nanoseconds. */
export function clockNs(): number {
  const ms = new Float32Array(LOOKS)
  let last = performance.now()
  for (let at = 0; at < LOOKS; at++) {
    const now = performance.now()
    ms[at] = now - last
    last = now
  }
  const looks = createHistogram()
  for (const each of ms) looks.record(Math.max(Math.round(each * NS_PER_MS), 1))
  return looks.percentile(50)
}
