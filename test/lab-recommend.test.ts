/** `selvedge lab --recommend`, the built program: short traces of several kinds, bad ones, and a workload. */
import { execFileSync, spawn } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { TraceRecommendation, WorkloadRecommendation } from '../dist/lab/recommend/report.js'
import type { SetupRow } from '../dist/lab/recommend/row.js'
import { type Random, randomFrom, seedOf } from '../src/map/contract/random.suite.ts'
import { selvedge } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'selvedge-recommend-'))
afterAll(() => rmSync(folder, { recursive: true }))

const LINES = 30_000

/** Few keys are much more frequent than most. */
function key(random: Random): string {
  const part = random.below(2 ** 16) / 2 ** 16
  return `user:${Math.floor(20_000 * part ** 6)}`
}

const KINDS: Record<string, (random: Random, line: number) => string> = {
  reads: (random) => `${random.below(20) === 0 ? 'set' : 'get'} ${key(random)} 100`,
  writes: (random) => `${random.pick(['set', 'set', 'delete', 'get'])} ${key(random)}`,
  misses: (_, line) => `get once:${line} 50`,
}

function linesOf(kind: string): string {
  const random = randomFrom(seedOf(`recommend for ${kind}`))
  const line = KINDS[kind] ?? (() => '')
  return `${Array.from({ length: LINES }, (_, n) => line(random, n)).join('\n')}\n`
}

function traceOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Two of the strategies and little time: what is chosen may be wrong, but not without a reason. */
const FEW = ['--strategy', 'lock-free,sharded', '--threads', '2', '--seconds', '1', '--json']

async function recommended(path: string, ...args: string[]): Promise<TraceRecommendation> {
  const { code, out, err } = await selvedge(['lab', '--trace', path, '--recommend', ...args])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const report: TraceRecommendation = JSON.parse(out)
  return report
}

/** One of the rows, and by their figures none is faster by more than the runs differ. */
function expectJustified({ rows, recommendation }: TraceRecommendation): void {
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) {
    expect(row.opsPerMs).toBeGreaterThan(0)
    expect(row.lowOpsPerMs).toBeLessThanOrEqual(row.opsPerMs)
    expect(row.highOpsPerMs).toBeGreaterThanOrEqual(row.opsPerMs)
    expect(row.p99Us).toBeGreaterThanOrEqual(row.p50Us)
  }
  const { strategy, nearCache, margin = 0, options, reasons } = recommendation ?? {}
  const isMeant = (row: SetupRow): boolean =>
    row.strategy === strategy &&
    row.nearCache === nearCache &&
    row.shards === (options?.shards ?? null)
  const [row, ...others] = rows.filter(isMeant)
  expect(others).toEqual([])
  const fastest = Math.max(...rows.map(({ opsPerMs }) => opsPerMs))
  expect(row?.opsPerMs).toBeGreaterThanOrEqual(fastest * (1 - margin))
  expect(options).toMatchObject({ strategy, nearCache })
  expect(reasons?.length).toBeGreaterThan(1)
}

describe('selvedge lab --trace --recommend', () => {
  it.each(Object.keys(KINDS))('says what to take for %s, and why', async (kind) => {
    const report = await recommended(traceOf(kind, linesOf(kind)), ...FEW)
    expect(report.trace).toMatchObject({ lines: LINES, bad: 0, replayed: LINES })
    expect(report).toMatchObject({ threads: 2, failed: [], interrupted: false })
    expect(new Set(report.rows.map(({ subject }) => subject))).toEqual(
      new Set(['lock-free', 'sharded']),
    )
    const sizes = new Set(report.rows.map(({ nearCache }) => nearCache))
    expect(sizes).toContain(0)
    expect(sizes).toContain(4096)
    expect(Math.log2(report.recommendation?.shards ?? 0) % 1).toBe(0)
    expectJustified(report)
  })

  it('counts all lines of gzip, and skips bad ones if told so', async () => {
    const text = `# a remark\n${linesOf('reads')}put x\n`
    const path = traceOf('packed', gzipSync(text))
    const report = await recommended(path, ...FEW, '--skip-bad')
    expect(report.trace).toMatchObject({ lines: LINES, bad: 1, ignored: 1 })
    expectJustified(report)
  })

  it('reads a pipe, which can be read but once', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const from = createReadStream(traceOf('piped', linesOf('reads')))
    const [report] = await Promise.all([
      recommended(pipe, ...FEW),
      pipeline(from, createWriteStream(pipe)),
    ])
    expect(report.trace.lines).toBe(LINES)
    expectJustified(report)
  })

  it('takes a trace of a single line', async () => {
    const report = await recommended(traceOf('one', 'set a 5'), ...FEW)
    expect(report.trace).toMatchObject({ lines: 1, sets: 1, replayed: 1 })
    expectJustified(report)
  })

  it('prints a table, the reasons, and the call', async () => {
    const path = traceOf('table', linesOf('reads'))
    const args = [
      'lab',
      '--trace',
      path,
      '--recommend',
      '--strategy',
      'lock-free',
      '--seconds',
      '1',
    ]
    const { code, out, err } = await selvedge(args)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^subject +shards +near cache +ops\/ms /m)
    expect(out).toMatch(/: 30,000 lines\n9\d\.\d % get, /)
    expect(out).toMatch(/^new SharedMap\(\{ strategy: 'lock-free', nearCache: (\d+|false), /m)
  })

  it('says what is wrong with a trace', async () => {
    for (const [path, message] of [
      [traceOf('empty', '# nothing\n'), /empty: it has no lines to replay/],
      [traceOf('bad', 'get a\nput b\n'), /line 2: expected get, set or delete/],
    ] as const) {
      const { code, out, err } = await selvedge(['lab', '--trace', path, '--recommend', '--json'])
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toMatch(message)
    }
  })

  it('refuses what it decides itself, and what has no meaning with it', async () => {
    const path = traceOf('fine', 'get a\n')
    for (const args of [
      ['--trace', path, '--near-cache', '8'],
      ['--trace', path, '--shards', '8'],
      ['--trace', path, '--keys', '8'],
      ['--trace', path, '--threads', '65'],
      ['--rival', 'map'],
      ['--scale', 'keys'],
      ['--rate', '1000'],
      ['--no-fill'],
    ]) {
      const { code, out, err } = await selvedge(['lab', '--recommend', ...args])
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' })
      expect(err).toMatch(/^selvedge: .+\n\nUsage: selvedge lab /)
    }
  })

  it('ends on Ctrl-C, with what it has', async () => {
    const pipe = join(folder, 'endless')
    execFileSync('mkfifo', [pipe])
    const writer = spawn('sh', ['-c', 'while echo get a; do sleep 0.05; done > "$0"', pipe])
    try {
      const args = ['lab', '--trace', pipe, '--recommend', '--json']
      const { code, out } = await selvedge(args, 3000)
      expect(code).toBe(130)
      expect(JSON.parse(out)).toMatchObject({ interrupted: true, recommendation: null, rows: [] })
    } finally {
      writer.kill()
    }
  })
})

describe('selvedge lab --recommend', () => {
  it('measures a workload with each setup', async () => {
    const size = ['--keys', '500', '--value-bytes', '20', '--seconds', '1', '--threads', '1']
    const args = ['--preset', 'ycsb-f', ...size, '--strategy', 'lock-free', '--json']
    const { code, out, err } = await selvedge(['lab', '--recommend', ...args])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const report: WorkloadRecommendation = JSON.parse(out)
    expect(report).toMatchObject({ preset: 'ycsb-f', workload: { keys: 500 }, failed: [] })
    const sizes = report.rows.map(({ nearCache }) => nearCache)
    expect(sizes.toSorted((one, other) => one - other)).toEqual([0, 512, 4096])
    for (const { nearCache, nearHitRate } of report.rows) {
      if (nearCache === 0) expect(nearHitRate ?? 0).toBe(0)
      else expect(nearHitRate).toBeGreaterThan(0)
    }
    expect(report.recommendation).toMatchObject({ strategy: 'lock-free', shards: null })
  })
})
