/** What a look at the clock costs, which is within each latency that is measured one by one. */
import { latenciesOf } from '../../experiments/latencies.ts'

const LOOKS = 200_000

/** The median time from one look to the next with nothing in between, in nanoseconds. */
export function clockNs(): number {
  const ms = new Float32Array(LOOKS)
  let last = performance.now()
  for (let at = 0; at < LOOKS; at++) {
    const now = performance.now()
    ms[at] = now - last
    last = now
  }
  return latenciesOf(ms).percentile(50)
}
