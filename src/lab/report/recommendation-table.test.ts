import { describe, expect, it } from 'vitest'
import type { TraceRecommendation, WorkloadRecommendation } from '../recommend/report.ts'
import type { SetupRow } from '../recommend/row.ts'
import { PLAIN } from '../workload/presets.ts'
import { recommendationTable } from './recommendation-table.ts'

const MIB = 2 ** 20

const row: SetupRow = {
  ...{ subject: 'sharded', strategy: 'sharded', shards: 64, nearCache: 0, runs: 5 },
  ...{ opsPerMs: 1234.5, lowOpsPerMs: 1200, highOpsPerMs: 1300, p50Us: 0.25, p99Us: 3 },
  ...{ p999Us: 30, maxUs: 4000, gcMs: 1.23, heapBytes: 12 * MIB, usedBytes: 30 * MIB },
  ...{ entries: 1000, retries: 2, lockWaits: 1500, nearHitRate: 0 },
}

const general: Omit<TraceRecommendation, 'trace'> = {
  machine: { cpu: 'A processor', cores: 2, memoryBytes: 2 ** 33, os: 'An OS 1', node: 'v20.0.0' },
  threads: 4,
  rows: [row],
  failed: [],
  recommendation: {
    ...{ strategy: 'sharded', shards: 64, nearCache: 0, margin: 0.03, reasons: ['A reason.'] },
    options: { strategy: 'sharded', shards: 64, nearCache: 0, maxBytes: 64 * MIB },
  },
  interrupted: false,
}

const ofTrace: TraceRecommendation = {
  ...general,
  trace: {
    ...{ path: 'requests', lines: 2000, bad: 3, ignored: 1, gets: 1500, sets: 400, deletes: 100 },
    distinctKeys: { count: 1000, isExact: true },
    keyBytes: { p50: 5, p90: 6, p99: 7, max: 8 },
    valueBytes: { p50: 100, p90: 200, p99: 2000, max: 5000 },
    hot: { keys: 10, least: 0.5, most: 0.5 },
    ...{ busyKeys: 300, replayed: 1000 },
  },
}

const ofWorkload: WorkloadRecommendation = { ...general, preset: 'ycsb-a', workload: PLAIN }

describe('recommendationTable', () => {
  it('says what the trace has, what was measured, why, and how to make the map', () => {
    const text = recommendationTable(ofTrace)
    expect(text).toMatch(
      /^requests: 2,000 lines, 3 malformed ones skipped\n75\.0 % get, 20\.0 % set/,
    )
    expect(text).toMatch(/1,000 keys, 90 % of the lines go to 300; values of 100 bytes/)
    expect(text).toMatch(/replayed: the first 1,000 lines, dealt out to 4 threads in turn/)
    const line = text.split('\n').find((each) => each.startsWith('sharded'))
    expect(line?.split(/ {2,}/)).toEqual(
      ['sharded', '64', 'off', '1,235', '1,200', '1,300', '5', '0.25', '3.00', '4,000', '-'].concat(
        ['1,500', '2', '1.2', '12', '30'],
      ),
    )
    expect(text).toMatch(/A reason\.\n\nnew SharedMap\(\{ strategy: 'sharded', shards: 64, /)
    expect(text).toMatch(/nearCache: false, maxBytes: 64 \* 2 \*\* 20 \}\)\n.*nearCache: false/)
  })

  it('says which workload', () => {
    expect(recommendationTable(ofWorkload)).toMatch(/^ycsb-a; keys of 16 bytes, values of 100; /)
  })

  it('names what failed, and what is partial', () => {
    const failed = [{ ...row, failed: 'it broke' }]
    const report = { ...ofTrace, rows: [], failed, recommendation: null, interrupted: true }
    const text = recommendationTable(report)
    expect(text).toMatch(/nothing was measured\n\nfailed: sharded: it broke\n\ninterrupted: /)
  })
})
