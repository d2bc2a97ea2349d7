import { describe, expect, it } from 'vitest'
import { PLAIN } from '../workload/presets.ts'
import type { LabReport, Measured } from './row.ts'
import { labTable } from './table.ts'

const row: Measured = {
  subject: 'lock-free',
  threads: 2,
  keys: 100_000,
  operations: 5_000_000,
  seconds: 2,
  opsPerMs: 2500,
  p50Us: 0.1234,
  p99Us: 1.5,
  p999Us: 20,
  p9999Us: 99.99,
  maxUs: 4321.9,
  latencies: [],
  gc: { count: 12, totalMs: 3.456, longestMs: 0.789, threads: [] },
  heapPeakBytes: 12 * 2 ** 20,
  rssPeakBytes: 120 * 2 ** 20,
  usedBytes: 20 * 2 ** 20,
  committedBytes: 22 * 2 ** 20,
  retries: 17,
  lockWaits: 0,
  nearHitRate: 0.426,
  missed: 0,
  interrupted: false,
}

const report: LabReport = {
  preset: null,
  workload: PLAIN,
  options: { nearCache: null, shards: null },
  machine: { cpu: 'A processor', cores: 2, memoryBytes: 2 ** 33, os: 'An OS 1', node: 'v20.0.0' },
  overheadNs: 250.4,
  clockNs: 51,
  rows: [row],
  interrupted: false,
}

describe('labTable', () => {
  it('says what was measured, on what, and what measuring costs', () => {
    const [workload, machine, cost] = labTable(report).split('\n')
    expect(workload).toBe('keys of 16 bytes, values of 100; zipf; get=95,set=5; closed loop; 2 s')
    expect(machine).toBe('A processor, 2 cores, Node v20.0.0')
    expect(cost).toBe('the lab itself: 250 ns an operation, 51 ns of them within each latency')
  })

  it('says how SharedMap is set up, if not by default', () => {
    const options = { nearCache: 0, shards: 64 }
    expect(labTable({ ...report, options })).toMatch(/; 2 s; no near cache; 64 shards\n/)
    const larger = labTable({ ...report, options: { nearCache: 16_384, shards: null } })
    expect(larger).toMatch(/; 2 s; near caches of 16,384 values\n/)
  })

  it('has two rows for what was measured', () => {
    const lines = labTable(report)
      .split('\n')
      .filter((line) => line.startsWith('lock-free'))
    expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
      ['lock-free', '2', '100,000', '2,500', '0.12', '1.50', '20.00', '99.99', '4,322', '0'],
      ['lock-free', '2', '100,000', '12', '3.5', '0.8', '12', '20', '22', '120', '0', '17', '43 %'],
    ])
  })

  it('names what is missing, what failed, and what was interrupted', () => {
    const rows = [
      { ...row, interrupted: true },
      { subject: 'lmdb', threads: 2, keys: 100_000, missing: 'lmdb is not installed' },
      { subject: 'sharedmap', threads: 2, keys: 100_000, failed: 'RangeError: full' },
    ]
    const table = labTable({ ...report, rows, interrupted: true })
    expect(table).toMatch(/^lock-free \(interrupted\) /m)
    expect(table).toMatch(/^missing: lmdb is not installed$/m)
    expect(table).toMatch(/^failed: sharedmap, 2 threads, 100,000 keys: RangeError: full$/m)
    expect(table).toMatch(/\ninterrupted: these are partial results$/)
  })

  it('has something to say if nothing was measured', () => {
    expect(
      labTable({ ...report, rows: [], overheadNs: null, clockNs: null, interrupted: true }),
    ).toMatch(/not measured\n\nnothing was measured\n\ninterrupted/)
  })
})
