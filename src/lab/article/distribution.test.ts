import { createHistogram } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { distribution } from './distribution.ts'

it('distribution: of all histograms together, in microseconds', () => {
  const [fast, slow] = [createHistogram(), createHistogram()]
  for (let n = 0; n < 9_998; n++) fast.record(1_000)
  slow.record(5_000)
  slow.record(9_000)
  const { p50Us, p99Us, p9999Us, maxUs, latencies } = distribution([fast, slow])
  expect(p50Us).toBeCloseTo(1, 2)
  expect(p99Us).toBeCloseTo(1, 2)
  expect(p9999Us).toBeCloseTo(5, 2)
  expect(maxUs).toBeCloseTo(9, 1)
  expect(latencies.at(-1)?.[0]).toBe(100)
})
