/** The article's experiments on the engine, as the built package runs them, in short forms: collections, counters, pools, yields. */
import { existsSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { runForm } from '../dist/experiments/gc/forms.js'
import type {
  ArticleReport,
  ArticleResult,
  ArticleRow,
  Conditions,
} from '../dist/lab/article/article.js'
import { experimentNamed } from '../dist/lab/article/catalogue.js'
import { measureCounters } from '../dist/lab/article/counters/counters.js'
import { measureGc } from '../dist/lab/article/gc/gc.js'
import { measurePooling } from '../dist/lab/article/pooling/pooling.js'
import { measureYield } from '../dist/lab/article/yield/yield.js'
import { selvedge } from './program.ts'

const ONCE = { rounds: 1, mostMs: 0 }
const ENTRIES = 20_000

interface Preset {
  readonly name: string
  readonly run: (conditions: Conditions) => Promise<ArticleResult>
  readonly subjects: readonly string[]
  /** Of the comparisons, those for which the article has a figure. */
  readonly article: number
  /** What goes on when a test interrupts it. */
  readonly late: RegExp
}

const PRESETS: readonly Preset[] = [
  {
    name: 'gc',
    run: (given) =>
      measureGc(
        {
          tasks: { tasks: 600, ...ONCE },
          held: {
            entries: ENTRIES,
            threads: 2,
            loads: [
              { label: '', setPercent: 50, operations: 50_000, ...ONCE },
              { label: ', 5 % set', setPercent: 5, operations: 20_000, ...ONCE },
            ],
          },
        },
        given,
      ),
    subjects: [
      ...['Map in each thread', 'Map of an owner thread', 'sync-map', 'lock-free'],
      ...['map, 0.02 M entries', 'lock-free, 0.02 M entries'],
      ...['map, 0.02 M entries, 5 % set', 'lock-free, 0.02 M entries, 5 % set'],
    ],
    article: 6,
    late: /^lock-free, 0.02 M entries, 5 % set/,
  },
  {
    name: 'counters',
    run: (given) =>
      measureCounters({ adds: 40_000, timedAdds: 10_000, threads: [1, 3], ...ONCE }, given),
    subjects: [1, 3].flatMap(() => [
      ...['lock + integer', 'Atomics.add', 'SharedCounter', 'SharedCounter, striped'],
    ]),
    article: 0,
    late: /^SharedCounter, striped, 3 threads/,
  },
  {
    name: 'pooling',
    run: (given) =>
      measurePooling(
        { requests: { requests: 6000, threads: 2, ...ONCE }, messages: { messages: 200, ...ONCE } },
        given,
      ),
    subjects: [
      ...['Buffer.alloc', 'Buffer.allocUnsafe', 'pool of buffers'],
      ...['structured clone', 'transferred buffer', 'region of a SharedArrayBuffer'],
      ...['key of a SharedMap', 'structured clone, value held', 'key of a SharedMap, value held'],
    ],
    article: 6,
    late: /^messages, key of a SharedMap, value held/,
  },
  {
    name: 'yield',
    run: (given) =>
      measureYield(
        {
          loads: [
            { label: '', connections: 20, requests: 500 },
            { label: ', one at a time', connections: 1, requests: 100 },
          ],
          ...ONCE,
        },
        given,
      ),
    subjects: [
      ...['no yield', 'await null', 'setImmediate', 'no yield, one at a time'],
      ...['await null, one at a time', 'setImmediate, one at a time'],
    ],
    article: 2,
    late: /^setImmediate, one at a time/,
  },
]

function quiet(): Conditions {
  return { signal: new AbortController().signal, onProgress() {} }
}

/** Ends the run as soon as it says that it is there. */
function endedAt(place: RegExp): Conditions {
  const controller = new AbortController()
  const onProgress = (text: string): void => {
    if (place.test(text)) controller.abort()
  }
  return { signal: controller.signal, onProgress }
}

function rowOf(rows: readonly ArticleRow[], subject: string): ArticleRow {
  const row = rows.find((each) => each.subject === subject)
  if (row === undefined) throw new RangeError(`no row is named '${subject}'`)
  return row
}

describe.each(PRESETS)('$name', ({ name, run, subjects, article, late }) => {
  it('measures every contestant, and compares them', async () => {
    const { rows, comparisons, notes, interrupted } = await run(quiet())
    expect(interrupted).toBe(false)
    expect(rows.map(({ subject }) => subject)).toEqual(subjects)
    for (const { subject, opsPerMs, p50Us, p99Us, p9999Us, maxUs, ...row } of rows) {
      const rising = [p50Us, p99Us, p9999Us, maxUs]
      expect(rising, subject).toEqual(rising.toSorted((a, b) => a - b))
      expect(p50Us, subject).toBeGreaterThan(0)
      expect(opsPerMs, subject).toBeGreaterThan(0)
      expect(row.latencies.length, subject).toBeGreaterThan(2)
      expect(Object.values(row.figures).every(Number.isFinite), subject).toBe(true)
      expect(existsSync(new URL(`../${row.source}`, import.meta.url)), row.source).toBe(true)
    }
    expect(comparisons.filter((each) => each.article !== null)).toHaveLength(article)
    for (const { figure, ours } of comparisons) {
      if (figure.startsWith('throughput')) expect(ours, figure).toBeGreaterThan(0)
    }
    expect(notes.join('\n')).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('keeps what it has when it is interrupted, and says so', async () => {
    const { rows, interrupted } = await run(endedAt(late))
    expect(interrupted).toBe(true)
    expect(rows.map(({ subject }) => subject)).toEqual(subjects.slice(0, -1))
  })

  it('has nothing if it was interrupted from the start', async () => {
    const { rows, interrupted } = await run({ ...quiet(), signal: AbortSignal.abort() })
    expect({ rows, interrupted }).toEqual({ rows: [], interrupted: true })
  })

  it('is in the catalogue', () => {
    expect(experimentNamed(name)?.summary).toMatch(/\w/)
  })
})

describe('gc', () => {
  it.each(['map', 'owner', 'sync-map', 'lock-free'] as const)(
    '%s: runs all tasks, and finds what they wrote',
    async (form) => {
      const { threads, watched } = await runForm(form, new AbortController().signal, 200)
      expect(threads.reduce((sum, { operations }) => sum + operations, 0)).toBe(200)
      expect(threads.reduce((sum, { latencies }) => sum + latencies.count, 0)).toBe(200)
      expect(watched).toHaveLength(form === 'owner' ? 3 : 2)
      for (const { sum } of threads) expect(sum % 128).toBe(0)
      expect(threads.reduce((sum, thread) => sum + thread.sum, 0)).toBeGreaterThan(0)
    },
  )

  // On a busy machine a pause is as long as its thread has no core.
  it('pauses for entries on the heap, and hardly for those that are off it', {
    retry: 2,
  }, async () => {
    const held = { entries: 200_000, threads: 2 }
    const loads = [{ label: '', setPercent: 50, operations: 250_000, ...ONCE }]
    const { rows } = await measureGc(
      { tasks: { tasks: 2, ...ONCE }, held: { ...held, loads } },
      quiet(),
    )
    const totalMs = (name: string): number =>
      rowOf(rows, `${name}, 0.2 M entries`).gc?.totalMs ?? Number.NaN
    expect(totalMs('lock-free')).toBeLessThan(totalMs('map') / 2)
    const peak = (name: string): number =>
      rowOf(rows, `${name}, 0.2 M entries`).peakBytes ?? Number.NaN
    expect(peak('lock-free')).toBeLessThan(peak('map'))
  })
})

test('counters: no add is lost by any of them', async () => {
  const scale = { adds: 100_000, timedAdds: 20_000, threads: [4], ...ONCE }
  const { rows } = await measureCounters(scale, quiet())
  for (const { subject, figures } of rows) expect(figures.lost, subject).toBe(0)
})

describe('pooling', () => {
  const run = (): Promise<ArticleResult> =>
    measurePooling(
      { requests: { requests: 20_000, threads: 2, ...ONCE }, messages: { messages: 300, ...ONCE } },
      quiet(),
    )

  it('uses buffers again, collects less for it, and each message has its own value', async () => {
    const { rows } = await run()
    const pool = rowOf(rows, 'pool of buffers')
    expect(pool.figures.reusePercent).toBeGreaterThan(80)
    for (const fresh of ['Buffer.alloc', 'Buffer.allocUnsafe']) {
      const { gc, figures } = rowOf(rows, fresh)
      expect(figures.reusePercent).toBe(0)
      expect(pool.gc?.count).toBeLessThan(gc?.count ?? 0)
    }
    const copied = rows.flatMap(({ figures: { copiedBytesPerMessage, wrong } }) => {
      if (copiedBytesPerMessage === undefined) return []
      expect(wrong).toBe(0)
      return copiedBytesPerMessage / 65_536
    })
    // The last one is read from the near cache, but for the first time that each of the 64 values is met.
    expect(copied).toEqual([2, 0, 0, 4, 2, expect.any(Number)])
    expect(copied.at(-1)).toBeLessThanOrEqual((2 * 64) / 300)
  })
})

test('from the command line Ctrl-C leaves what was measured, marked', async () => {
  const { code, out } = await selvedge(['lab', '--preset', 'counters', '--json'], 3000)
  const { preset, rows, interrupted }: ArticleReport = JSON.parse(out)
  expect({ code, preset, interrupted }).toEqual({
    code: 130,
    preset: 'counters',
    interrupted: true,
  })
  expect(rows.length).toBeLessThanOrEqual(16)
})
