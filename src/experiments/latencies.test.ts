import { expect, it } from 'vitest'
import { latenciesOf } from './latencies.ts'

it('latenciesOf has each time in nanoseconds, and 1 for one that the clock did not see', () => {
  const latencies = latenciesOf(Float32Array.of(0.0005, 0, 0.002))
  expect(latencies.count).toBe(3)
  expect([latencies.min, latencies.percentile(50), latencies.max]).toEqual([1, 500, 2000])
  expect(latenciesOf(new Float32Array(0)).count).toBe(0)
})
