import { expect, it } from 'vitest'
import { PLAIN } from '../workload/presets.ts'
import { measuredFrom, type NativeResult, parsed } from './said.ts'

const RESULT: NativeResult = {
  version: 'go1.24.4',
  operations: 5000,
  ms: 2000,
  missed: 3,
  p50Ns: 250,
  p99Ns: 1500,
  p999Ns: 2500,
  p9999Ns: 4500,
  maxNs: 12_000,
  latencies: [
    [0, 40],
    [100, 12_000],
  ],
  gc: { count: 2, totalMs: 3, longestMs: 2, pauses: [[10, 1]] },
  heapPeakBytes: 1000,
  rssPeakBytes: 2000,
}

it('makes a row of what a program measured, in microseconds', () => {
  const workload = { ...PLAIN, keys: 10, threads: 2 }
  expect(measuredFrom('go-sync-map', workload, RESULT, false)).toMatchObject({
    ...{ subject: 'go-sync-map', threads: 2, keys: 10, version: 'go1.24.4' },
    ...{ operations: 5000, seconds: 2, opsPerMs: 2.5, missed: 3, interrupted: false },
    ...{ p50Us: 0.25, p99Us: 1.5, p999Us: 2.5, p9999Us: 4.5, maxUs: 12 },
    latencies: [
      [0, 0.04],
      [100, 12],
    ],
    gc: { count: 2, totalMs: 3, longestMs: 2, threads: [{ count: 2, pauses: [[10, 1]] }] },
    ...{ heapPeakBytes: 1000, rssPeakBytes: 2000, usedBytes: null, nearHitRate: null },
  })
})

it('passes over what the program did not say', () => {
  expect(parsed('[0.012s][warning][cds] an archive is not used')).toBeUndefined()
  expect(parsed('{"phase":"filling","operations":3}')).toEqual({ phase: 'filling', operations: 3 })
  expect(() => parsed('{"phase":')).toThrow(SyntaxError)
})

it('makes none of nothing', () => {
  expect(measuredFrom('go-sync-map', PLAIN, { ...RESULT, operations: 0 }, true)).toBeUndefined()
})
