/** The rivals that answer later, and those in other languages: short runs, and what is said where one is not installed. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished, test, vi } from 'vitest'
import { argumentsOf } from '../dist/lab/natives/arguments.js'
import { NATIVE_NAMES, nativeNamed } from '../dist/lab/natives/catalogue.js'
import type { LabReport, Measured } from '../dist/lab/report/row.js'
import { measureApart } from '../dist/lab/runner/apart.js'
import { openStore, subjectNamed } from '../dist/lab/subjects/catalogue.js'
import { MissingError } from '../dist/lab/subjects/installed.js'
import { DEFAULT_OPTIONS } from '../dist/lab/subjects/options.js'
import type { AsyncStore, Prepared } from '../dist/lab/subjects/subject.js'
import { draws } from '../dist/lab/workload/draws.js'
import { mixOf } from '../dist/lab/workload/parse.js'
import { PLAIN } from '../dist/lab/workload/presets.js'
import { keyText } from '../dist/lab/workload/texts.js'
import type { Distribution, Workload } from '../dist/lab/workload/workload.js'
import { selvedge } from './program.ts'

const ALL = 'get=5,set=1,insert=1,delete=1,update=1,iterate=1'
const SHORT = ['--seconds', '0.2', '--keys', '1000', '--threads', '2', '--mix', ALL, '--json']
const WORKLOAD: Workload = { ...PLAIN, keys: 1000, keyBytes: 8, valueBytes: 20, threads: 2 }
const ENTRIES = { workload: WORKLOAD, isStopped: () => false }
const KEY = keyText(77, 8)
/** Each needs a program that a machine may have or not. */
const MISSING: Readonly<Record<string, RegExp>> = {
  redis: /redis-server is not on PATH/,
  'go-rwmutex': /go is not on PATH/,
  'go-sync-map': /go is not on PATH/,
  'java-chm': /java is (not )?on PATH/,
  'java-synchronized': /java is (not )?on PATH/,
}

const run = promisify(execFile)

function reportIn(out: string): LabReport {
  const report: LabReport = JSON.parse(out)
  return report
}

function measuredIn({ rows }: LabReport): readonly Measured[] {
  return rows.filter((row) => 'opsPerMs' in row)
}

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function rivals(...names: string[]): Promise<LabReport> {
  const { code, out, err } = await selvedge(['lab', ...SHORT, '--rival', names.join(',')])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return reportIn(out)
}

/** Skips the test where the rival is not installed. */
async function installedOr<T>(skip: (note: string) => void, what: Promise<T>): Promise<T> {
  try {
    return await what
  } catch (error) {
    if (error instanceof MissingError) skip(error.message)
    throw error
  }
}

async function storeOf(prepared: Prepared): Promise<AsyncStore> {
  const store = await openStore(await prepared.connect(), ENTRIES)
  if ('isAsync' in store) return store
  throw new TypeError('it answers at once')
}

describe.each(['owner', 'redis'])('%s', (name) => {
  it('is filled, and does every operation', async ({ skip }) => {
    const prepared = await installedOr(skip, subjectNamed(name).prepare(ENTRIES, folderOfTest()))
    onTestFinished(() => prepared.close())
    const [store, other] = [await storeOf(prepared), await storeOf(prepared)]
    const missing = [undefined, null]
    expect(await store.get(KEY)).toMatch(/^[!-~]{20}$/)
    expect(missing).toContain(await store.get(keyText(1000, 8)))
    await store.set(KEY, 'set')
    expect(await other.get(KEY)).toBe('set')
    expect(await other.update(KEY, 'updated')).toBe('set')
    expect(await store.get(KEY)).toBe('updated')
    await store.iterate(10)
    await store.iterate(5000)
    await store.delete(KEY)
    await store.delete(KEY)
    expect(missing).toContain(await other.get(KEY))
    await other.set(KEY, 'again')
    expect(await Promise.all([store.get(KEY), store.get(keyText(1, 8))])).toEqual([
      'again',
      expect.stringMatching(/^[!-~]{20}$/),
    ])
    await store.close()
    await other.close()
  })

  it('stops to fill when nobody waits for it any more', async ({ skip }) => {
    const stopped = { workload: WORKLOAD, isStopped: () => true }
    const prepared = await installedOr(skip, subjectNamed(name).prepare(stopped, folderOfTest()))
    onTestFinished(() => prepared.close())
    const store = await storeOf(prepared)
    expect([undefined, null]).toContain(await store.get(KEY))
    await store.close()
  })
})

test('no redis-server is left when the subject is closed', async ({ skip }) => {
  const prepared = await installedOr(skip, subjectNamed('redis').prepare(ENTRIES, folderOfTest()))
  const place = await prepared.connect()
  await prepared.close()
  if (place.kind !== 'redis') throw new TypeError(place.kind)
  const socket = connect(place.tcpPort, '127.0.0.1')
  onTestFinished(() => {
    socket.destroy()
  })
  const outcome = await new Promise((resolve) => {
    socket.once('connect', () => resolve('connected')).once('error', () => resolve('refused'))
  })
  expect(outcome).toBe('refused')
})

describe('selvedge lab', () => {
  it('measures an owner thread, whose collections count as well', async () => {
    const [row] = measuredIn(await rivals('owner'))
    expect(row).toMatchObject({ subject: 'owner', threads: 2, missed: 0, usedBytes: null })
    expect(row?.operations).toBeGreaterThan(100)
    expect(row?.gc.threads).toHaveLength(3)
    // No answer comes back from another thread in a microsecond.
    expect(row?.p50Us).toBeGreaterThan(1)
  })

  it('measures what there is, and says what is missing of the rest', async () => {
    const names = Object.keys(MISSING)
    const { rows } = await rivals(...names)
    expect(rows.map(({ subject }) => subject)).toEqual(names)
    for (const row of rows) {
      if ('missing' in row) {
        expect(row.missing).toMatch(MISSING[row.subject] ?? /^$/)
        continue
      }
      if (!('opsPerMs' in row)) throw new TypeError(row.failed)
      expect(row.operations, row.subject).toBeGreaterThan(20)
      expect(row.opsPerMs).toBeCloseTo(row.operations / row.seconds / 1000, 3)
      expect(row.version).toMatch(/^(redis |go|java )\d/)
      const { p50Us, p99Us, p999Us, p9999Us, maxUs, latencies } = row
      const rising = [p50Us, p99Us, p999Us, p9999Us, maxUs]
      expect(p50Us).toBeGreaterThan(0)
      expect(rising).toEqual(rising.toSorted((a, b) => a - b))
      expect(latencies.at(0)?.[0]).toBe(0)
      expect(latencies.at(-1)?.[0]).toBe(100)
      // A histogram has three digits of it.
      expect((latencies.at(-1)?.[1] ?? 0) / maxUs).toBeCloseTo(1, 2)
      expect(row.rssPeakBytes).toBeGreaterThan(row.heapPeakBytes)
    }
  })

  it('says of each that is not on PATH that it is missing, and goes on', async () => {
    vi.stubEnv('PATH', folderOfTest())
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
    const { rows } = await rivals(...Object.keys(MISSING), 'map')
    expect(rows).toMatchObject([
      ...Object.entries(MISSING).map(([subject, missing]) => ({
        subject,
        missing: expect.stringMatching(missing),
      })),
      { subject: 'map', opsPerMs: expect.any(Number) },
    ])
  })

  it('tells of a program that crashes, and goes on', async () => {
    // Too little for the entries, and enough for the compiler.
    vi.stubEnv('JAVA_TOOL_OPTIONS', '-Xmx64m')
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
    const large = ['--seconds', '0.1', '--keys', '100000', '--value-bytes', '1000', '--json']
    const { code, out } = await selvedge(['lab', ...large, '--rival', 'java-chm,map'])
    const { rows } = reportIn(out)
    const [java] = rows
    if (java !== undefined && 'missing' in java) return
    expect(rows).toMatchObject([
      { subject: 'java-chm', failed: expect.stringMatching(/OutOfMemoryError/) },
      { subject: 'map', opsPerMs: expect.any(Number) },
    ])
    expect(code).toBe(1)
  })

  it.each(['owner', 'java-chm'])('keeps to the rate of an open loop with %s', async (name) => {
    const open = ['--rate', '2000', '--mix', 'get=1', '--rival', name]
    const report = reportIn((await selvedge(['lab', ...SHORT, ...open])).out)
    for (const { operations, missed } of measuredIn(report)) {
      expect(operations + missed).toBeGreaterThanOrEqual(399)
      expect(operations + missed).toBeLessThanOrEqual(401)
    }
  })
})

test.each([...['owner', 'redis'], ...NATIVE_NAMES])(
  'what was measured of %s is kept when it is stopped',
  async (name) => {
    const stop = new AbortController()
    // The first count that is told while it is measured may still be that of warming up.
    let first: number | undefined
    const row = await measureApart(name, { ...WORKLOAD, seconds: 120 }, DEFAULT_OPTIONS, {
      signal: stop.signal,
      onProgress({ phase, operations }) {
        if (phase !== 'measuring') return
        first ??= operations
        if (operations !== first) stop.abort()
      },
    })
    expect(stop.signal.aborted).toBe(row !== undefined && !('missing' in row))
    if (!stop.signal.aborted) return
    expect(row).toMatchObject({ subject: name, interrupted: true, opsPerMs: expect.any(Number) })
  },
)

describe.each(NATIVE_NAMES)('%s', (name) => {
  const DRAWS = 2000

  it('draws the operations, keys and values that the lab does', async ({ skip }) => {
    const signal = new AbortController().signal
    const compiled = nativeNamed(name)?.compile(folderOfTest(), signal)
    if (compiled === undefined) throw new RangeError(name)
    const { program, args } = await installedOr(skip, compiled)
    const distributions: readonly Distribution[] = ['uniform', 'zipf', 'hot', 'latest']
    for (const distribution of distributions) {
      const workload = { ...WORKLOAD, distribution, mix: mixOf(ALL), seed: 4_000_000_007 }
      const printed = await run(program, [
        ...args,
        ...argumentsOf(workload),
        `print-draws=${DRAWS}`,
      ])
      const draw = draws(workload, 0, Int32Array.of(workload.keys))
      const expected = Array.from({ length: DRAWS }, () => {
        const { operation, key, value, entries } = draw()
        return `${operation} ${key} ${value} ${entries}`
      })
      expect(printed.stdout.trim().split('\n')).toEqual(expected)
    }
  })
})
