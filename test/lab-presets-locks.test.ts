/** The article's experiments on locks, as the built package runs them: short forms, and what their keys are made for. */
import { existsSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { measurePuts, withPutters } from '../dist/experiments/segments/puts.js'
import { SharedMap } from '../dist/index.js'
import type { ArticleResult, Conditions } from '../dist/lab/article/article.js'
import { measureCliff } from '../dist/lab/article/cliff/cliff.js'
import { measureSegments } from '../dist/lab/article/segments/segments.js'
import { SHARDS, shardKey } from '../dist/lab/article/shards/shard-keys.js'
import { measureShards } from '../dist/lab/article/shards/shards.js'
import { selvedge } from './program.ts'

const ONCE = { rounds: 1, mostMs: 0 }
const PUTS = 40_000
const CROWDS = { many: { threads: 4, ...ONCE }, few: { threads: 2, ...ONCE } }

interface Preset {
  readonly name: string
  readonly run: (conditions: Conditions) => Promise<ArticleResult>
  readonly rows: number
  /** Of these the article has figures. */
  readonly article: number
}

const PRESETS: readonly Preset[] = [
  {
    name: 'segments',
    run: (given) => measureSegments({ puts: PUTS, ...CROWDS }, given),
    rows: 20,
    article: 8,
  },
  {
    name: 'shards',
    run: (given) => measureShards({ puts: PUTS, threads: { many: 4, few: 2 }, ...ONCE }, given),
    rows: 20,
    article: 0,
  },
  {
    ...{ name: 'cliff', rows: 18, article: 3 },
    run: (given) => measureCliff({ warmRounds: 0, ...ONCE }, given),
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

describe.each(PRESETS)('$name', ({ name, run, rows: count, article }) => {
  it('measures every contestant, and compares them', async () => {
    const { rows, comparisons, notes, interrupted } = await run(quiet())
    expect(interrupted).toBe(false)
    expect(rows).toHaveLength(count)
    expect(new Set(rows.map(({ subject, threads }) => `${subject} ${threads}`)).size).toBe(count)
    for (const { subject, opsPerMs, p50Us, p99Us, p9999Us, maxUs, ...row } of rows) {
      const rising = [0, p50Us, p99Us, p9999Us, maxUs]
      expect(rising, subject).toEqual(rising.toSorted((a, b) => a - b))
      expect(opsPerMs, subject).toBeGreaterThan(0)
      expect(row.latencies.length, subject).toBeGreaterThan(2)
      expect(existsSync(new URL(`../${row.source}`, import.meta.url)), row.source).toBe(true)
    }
    expect(comparisons.filter((each) => each.article !== null)).toHaveLength(article)
    for (const { figure, ours } of comparisons) expect(ours, figure).toBeGreaterThan(0)
    expect(notes.join('\n')).not.toMatch(/NaN|Infinity|undefined/)
  })

  it('keeps what it has when it is interrupted, and says so', async () => {
    const place = name === 'cliff' ? /^rwlock, 1 thread: round/ : /^sharded.*4 threads: round/
    const { rows, comparisons, interrupted } = await run(endedAt(place))
    expect(interrupted).toBe(true)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.length).toBeLessThan(count)
    expect(comparisons.some(({ ours }) => ours === null)).toBe(true)
  })

  it('has nothing if it is interrupted before it began', async () => {
    const { rows, interrupted } = await run({ signal: AbortSignal.abort(), onProgress() {} })
    expect({ rows, interrupted }).toEqual({ rows: [], interrupted: true })
  })
})

test('Ctrl-C ends a preset with code 130', async () => {
  const { code, out } = await selvedge(['lab', '--preset', 'segments', '--json'], 3_000)
  expect(JSON.parse(out)).toMatchObject({ preset: 'segments', interrupted: true })
  expect(code).toBe(130)
})

describe('shardKey', () => {
  const PUTS_OF_THREAD = 200_000
  const KEYS = 64
  const THREADS = 8
  const shares = (shards: readonly number[]): Float64Array[] =>
    shards.map((shard, thread) =>
      Float64Array.from({ length: PUTS_OF_THREAD }, (_, n) =>
        shardKey(shard, KEYS * thread + (n % KEYS)),
      ),
    )

  async function waitsOf(shards: readonly number[]): Promise<number> {
    using map = new SharedMap<number, number>({ strategy: 'sharded', shards: SHARDS })
    const keys = shares(shards)
    for (const share of keys) for (const key of share.subarray(0, KEYS)) map.set(key, 0)
    return await withPutters(keys.length, new AbortController().signal, async (crew) => {
      const { lockWaits } = await measurePuts(crew, map, keys)
      return lockWaits
    })
  }

  it('threads with keys of different shards never wait for each other, those of one shard do', async () => {
    const apart = Array.from({ length: THREADS }, (_, shard) => shard)
    // As threads attach they may wait for the heap's lock.
    const attaching = 2 * THREADS
    expect(await waitsOf(apart)).toBeLessThanOrEqual(attaching)
    expect(await waitsOf(apart.map(() => 3))).toBeGreaterThan(2 * attaching)
  })
})
