/** `selvedge lab`, the built program: short runs of everything that it can measure. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, test, vi } from 'vitest'
import type { LabReport, Measured } from '../dist/lab/report/row.js'
import { measureApart } from '../dist/lab/runner/apart.js'
import { RIVAL_NAMES, STRATEGY_NAMES } from '../dist/lab/subjects/catalogue.js'
import { DEFAULT_OPTIONS } from '../dist/lab/subjects/options.js'
import { PLAIN } from '../dist/lab/workload/presets.js'
import { selvedge } from './program.ts'

const SHORT = ['--seconds', '0.2', '--keys', '1000', '--json']
const SUBJECTS = [...STRATEGY_NAMES, ...RIVAL_NAMES]
/** Where it is not each of the two threads: an owner is one more, and natives stand still as a whole. */
const WATCHED: Readonly<Record<string, number>> = {
  owner: 3,
  'go-rwmutex': 1,
  'go-sync-map': 1,
  'java-chm': 1,
  'java-synchronized': 1,
}

function reportIn(out: string): LabReport {
  const report: LabReport = JSON.parse(out)
  return report
}

function measuredIn({ rows }: LabReport): readonly Measured[] {
  return rows.filter((row) => 'opsPerMs' in row)
}

describe('selvedge lab', () => {
  it('measures every strategy and rival, in the order in which it lists them', async () => {
    const { code, out, err } = await selvedge(['lab', ...SHORT, '--threads', '2'])
    const report = reportIn(out)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(report.rows.map(({ subject }) => subject)).toEqual(SUBJECTS)
    expect(report).toMatchObject({ interrupted: false, workload: { keys: 1000, threads: 2 } })
    expect(report.machine).toEqual({
      cpu: expect.any(String),
      cores: expect.any(Number),
      memoryBytes: expect.any(Number),
      os: expect.any(String),
      node: process.version,
    })
    expect(report.overheadNs).toBeGreaterThan(report.clockNs ?? Number.NaN)
    for (const row of measuredIn(report)) {
      expect(row, row.subject).toMatchObject({ threads: 2, keys: 1000, missed: 0 })
      expect(row.operations).toBeGreaterThan(100)
      expect(row.opsPerMs).toBeCloseTo(row.operations / row.seconds / 1000, 3)
      const { p50Us, p99Us, p999Us, p9999Us, maxUs } = row
      const rising = [p50Us, p99Us, p999Us, p9999Us, maxUs]
      expect(p50Us).toBeGreaterThan(0)
      expect(rising).toEqual(rising.toSorted((a, b) => a - b))
      expect(row.gc.threads).toHaveLength(WATCHED[row.subject] ?? 2)
      expect(row.rssPeakBytes).toBeGreaterThan(row.heapPeakBytes)
      const isOurs = STRATEGY_NAMES.includes(row.subject)
      expect(row.usedBytes === null).toBe(!isOurs)
      if (isOurs) expect(row.nearHitRate).toBeGreaterThan(0.5)
    }
    // What needs a program that is not here is missing; see lab-rivals.test.ts.
    for (const row of report.rows) expect('opsPerMs' in row || 'missing' in row).toBe(true)
    const ours = measuredIn(report).filter(({ subject }) => STRATEGY_NAMES.includes(subject))
    expect(ours).toHaveLength(STRATEGY_NAMES.length)
  })

  // B and C are A with other weights.
  test.each(['ycsb-a', 'ycsb-d', 'ycsb-e', 'ycsb-f'])('%s', async (name) => {
    const subjects = ['--strategy', 'lock-free']
    const { code, out } = await selvedge(['lab', '--preset', name, ...SHORT, ...subjects])
    const report = reportIn(out)
    expect(code).toBe(0)
    expect(report.preset).toBe(name)
    expect(measuredIn(report).map(({ subject }) => subject)).toEqual(['lock-free'])
  })

  it('keeps to the rate of an open loop', async () => {
    const rate = ['--rate', '2000', '--strategy', 'lock-free', '--threads', '2']
    const [row] = measuredIn(reportIn((await selvedge(['lab', ...SHORT, ...rate])).out))
    expect((row?.operations ?? 0) + (row?.missed ?? 0)).toBeGreaterThanOrEqual(399)
    expect((row?.operations ?? 0) + (row?.missed ?? 0)).toBeLessThanOrEqual(401)
  })

  it('goes up with the threads', async () => {
    const scale = ['--scale', 'threads', '--strategy', 'lock-free']
    const { rows } = reportIn((await selvedge(['lab', ...SHORT, ...scale])).out)
    expect(rows.map(({ threads }) => threads)).toEqual([1, 2, 4, 8])
  })

  it('sets SharedMap up as it is told', async () => {
    const setup = ['--near-cache', 'off', '--shards', '64', '--strategy', 'sharded']
    const report = reportIn((await selvedge(['lab', ...SHORT, ...setup])).out)
    expect(report.options).toEqual({ nearCache: 0, shards: 64 })
    expect(measuredIn(report)[0]?.nearHitRate ?? 0).toBe(0)
    for (const wrong of [
      ['--shards', '3'],
      ['--shards', '8', '--strategy', 'lock-free'],
      ['--near-cache', '-1'],
      ['--near-cache', 'off', '--rival', 'map'],
    ]) {
      expect(await selvedge(['lab', ...wrong])).toMatchObject({ code: 2, out: '' })
    }
  })

  it('tells of a subject that fails, and goes on', async () => {
    // A fixed table of 3,000 entries, and inserts only.
    const inserts = ['--mix', 'insert=1', '--rival', 'sharedmap,map', '--threads', '1']
    const { code, out } = await selvedge(['lab', ...SHORT, ...inserts])
    expect(reportIn(out).rows).toMatchObject([
      { subject: 'sharedmap', failed: expect.stringMatching(/full/) },
      { subject: 'map', opsPerMs: expect.any(Number) },
    ])
    expect(code).toBe(1)
  })

  it('prints tables for people', async () => {
    const { code, out, err } = await selvedge([
      'lab',
      '--seconds',
      '0.1',
      '--keys',
      '100',
      '--strategy',
      'rwlock,sharded',
    ])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^subject +threads +keys +ops\/ms [^\n]+\nrwlock [^\n]+\nsharded /m)
  })

  it('keeps what it has on Ctrl-C, says so, and exits with 130', async () => {
    const long = ['--seconds', '60', '--keys', '100', '--json', '--strategy', 'lock-free,rwlock']
    const { code, out, ms } = await selvedge(['lab', ...long], 5_000)
    const report = reportIn(out)
    expect(report).toMatchObject({ interrupted: true, rows: [{ interrupted: true }] })
    expect(measuredIn(report)[0]?.operations).toBeGreaterThan(1000)
    expect(code).toBe(130)
    expect(ms).toBeLessThan(20_000)
  })

  test.each([
    ['--preset', 'ycsb-z', /ycsb-a, ycsb-b, [\s\S]+ycsb-z/],
    ['--strategy', 'hope', /lock-free, rwlock, sharded, sync-map, not 'hope'/],
    ['--rival', 'map,memcached', /map, owner, lmdb, sharedmap, redis, go-[\s\S]+not 'memcached'/],
    ['--distribution', 'normal', /uniform, zipf, hot, latest, not 'normal'/],
  ])('answers %s %s with what there is', async (option, value, message) => {
    const { code, out, err } = await selvedge(['lab', option, value])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
  })
})

test('a process that ends in the middle is a failed row, and leaves nothing behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-test-'))
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  const conditions = { signal: new AbortController().signal, onProgress: () => {} }
  const row = await measureApart('no such subject', PLAIN, DEFAULT_OPTIONS, conditions)
  expect(row).toMatchObject({ subject: 'no such subject', failed: expect.stringMatching(/./) })
  expect(readdirSync(folder)).toEqual([])
})
