/** Traces replayed by real threads: whatever they do, the map ends as a plain Map would. */
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { FullError, OptionError, SharedMap, SYNCHRONISED, ValueError } from 'selvedge'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BATCH_LINES } from '../dist/lab/trace/batch.js'
import { Lane } from '../dist/lab/trace/replay/lane.js'
import { replayInto, replayTrace } from '../dist/lab/trace/replay/replay-trace.js'
import { summariseTrace } from '../dist/lab/trace/summary/summarise-trace.js'
import { newParsedLine, parseLine } from '../dist/lab/trace/text/parse-line.js'
import { type Random, randomFrom, seedOf } from '../src/map/contract/random.suite.ts'

const LINES = 1_000_000
const KEYS = 50_000
const MOST_BYTES = 300
const OPERATIONS = ['get', 'get', 'get', 'set', 'set', 'delete'] as const
const MIB = 2 ** 20
/** How much more memory the process may have later than after the first fifth of a replay. The trace is 20 MB as text. */
const GROWTH_BYTES = 64 * MIB

const folder = mkdtempSync(join(tmpdir(), 'selvedge-trace-'))
afterAll(() => rmSync(folder, { recursive: true }))

const path = join(folder, 'trace')
const zipped = join(folder, 'trace.gz')
const counts = { get: 0, set: 0, delete: 0 }
const expected = new Map<string, number>()
const expectedFilled = new Map<string, number>()

beforeAll(async () => {
  const random = randomFrom(seedOf('a trace'))
  await pipeline(Readable.from(linesOf(random)), createWriteStream(path))
  await pipeline(createReadStream(path), createGzip(), createWriteStream(zipped))
})

/** Text of a thousand lines at a time; what it leads to goes into the two maps. */
function* linesOf(random: Random): Generator<string> {
  const zipf = zipfOf(KEYS, random)
  for (let line = 0; line < LINES; line += 1000) {
    let text = ''
    for (let n = 0; n < 1000; n++) {
      const op = random.pick(OPERATIONS)
      counts[op]++
      const [key, bytes] = [`user:${zipf()}`, random.below(MOST_BYTES)]
      text += `${op} ${key} ${bytes}\n`
      const changed = op === 'get' ? [] : [expected, expectedFilled]
      for (const map of changed) op === 'set' ? map.set(key, bytes) : map.delete(key)
      if (op === 'get' && !expectedFilled.has(key)) expectedFilled.set(key, bytes)
    }
    yield text
  }
}

/** Numbers below `keys`, the n-th as often as 1 / (n + 1). */
function zipfOf(keys: number, random: Random): () => number {
  const sums = new Float64Array(keys)
  let sum = 0
  for (let n = 0; n < keys; n++) {
    sum += 1 / (n + 1)
    sums[n] = sum
  }
  return () => {
    const wanted = (random.below(2 ** 32) / 2 ** 32) * sum
    let [low, high] = [0, keys - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    return low
  }
}

function sizesIn(map: SharedMap<string, string>): Map<string, number> {
  return new Map([...map].map(([key, value]) => [key, value.length]))
}

describe('a million lines', () => {
  test('leave what a plain Map would have, in memory that does not grow', async () => {
    let [early, late] = [0, 0]
    using map = new SharedMap<string, string>()
    const result = await replayInto(map, {
      ...{ path, threads: 4 },
      onProgress: ({ lines }) => {
        if (lines < LINES / 5) early = Math.max(early, process.memoryUsage.rss())
        else late = Math.max(late, process.memoryUsage.rss())
      },
    })
    console.info(`${((late - early) / MIB).toFixed(1)} MiB more than after the first fifth`)
    expect(result).toMatchObject({ lines: LINES, bad: 0, interrupted: false })
    expect(result.gets + result.sets + result.deletes).toBe(LINES)
    expect(result).toMatchObject({ gets: counts.get, sets: counts.set, deletes: counts.delete })
    expect(result.hits + result.misses).toBe(result.gets)
    expect(result.fills).toBe(result.misses)
    expect(sizesIn(map)).toEqual(expectedFilled)
    expect(map.verify()).toMatchObject({ ok: true, heap: 'exact' })
    expect(early).toBeGreaterThan(0)
    expect(late - early).toBeLessThan(GROWTH_BYTES)
  })

  test('do the same from gzip, with one thread and without fills', async () => {
    using map = new SharedMap<string, string>()
    const result = await replayInto(map, {
      path: zipped,
      threads: 1,
      fill: false,
      nearCache: false,
    })
    expect(result).toMatchObject({ lines: LINES, fills: 0 })
    expect(sizesIn(map)).toEqual(expected)
  })

  test('are counted by the summary', async () => {
    const summary = await summariseTrace(zipped)
    expect(summary).toMatchObject({ lines: LINES, bad: 0, ignored: 0 })
    expect(summary).toMatchObject({ gets: counts.get, sets: counts.set, deletes: counts.delete })
    expect(summary.distinctKeys.isExact).toBe(true)
    expect(summary.hot.least).toBe(summary.hot.most)
    expect(summary.hot.most).toBeGreaterThan(0.3)
  })
})

describe.each(SYNCHRONISED)('strategy %s', (strategy) => {
  test('leaves what a plain Map would have', async () => {
    const few = join(folder, strategy)
    const random = randomFrom(seedOf(`a trace for ${strategy}`))
    const sizes = new Map<string, number>()
    const lines = Array.from({ length: 30_000 }, () => {
      const [op, key, bytes] = [random.pick(['set', 'delete']), random.below(500), random.below(99)]
      op === 'set' ? sizes.set(`k${key}`, bytes) : sizes.delete(`k${key}`)
      return `${op} k${key} ${bytes}`
    })
    writeFileSync(few, lines.join('\n'))
    using map = new SharedMap<string, string>({ strategy })
    expect(await replayInto(map, { path: few, threads: 3 })).toMatchObject({ lines: 30_000 })
    expect(sizesIn(map)).toEqual(sizes)
  })
})

test('reading is ahead of a thread by three batches at most', async () => {
  const bytes = new TextEncoder().encode('set a 1')
  const line = newParsedLine()
  expect(parseLine(bytes, 0, bytes.length, line)).toBe('operation')
  using map = new SharedMap<string, string>()
  const lane = new Lane({ map: map.handle, nearCache: false, fill: true })
  await lane.running()
  let [lines, rooms] = [0, Promise.resolve()]
  // No answer is heard in here.
  while (lines < 10 * BATCH_LINES && lane.hasRoom) {
    lane.put(bytes, line)
    lines++
    if (!lane.hasRoom) rooms = lane.makeRoom()
  }
  expect(lines).toBe(3 * BATCH_LINES)
  await rooms
  expect(lane.hasRoom).toBe(true)
  expect(await lane.end()).toMatchObject({ sets: lines })
  await lane.stop()
})

describe('a replay', () => {
  const small = join(folder, 'small')

  test('keeps what was done when it is interrupted', async () => {
    const controller = new AbortController()
    let read = 0
    const result = await replayTrace({
      ...{ path, signal: controller.signal },
      onProgress: ({ lines }) => {
        read = lines
        if (lines > LINES / 4) controller.abort()
      },
    })
    expect(result).toMatchObject({ lines: read, interrupted: true })
    expect(read).toBeLessThan(LINES / 2)
  })

  test('stops at a malformed line, or counts it', async () => {
    writeFileSync(small, 'set a 1\nset b\nset c x\n# end\nget a')
    await expect(replayTrace({ path: small })).rejects.toMatchObject({
      ...{ code: 'ERR_TRACE_LINE', line: 3 },
    })
    const result = await replayTrace({ path: small, skipBad: true })
    expect(result).toMatchObject({ lines: 3, bad: 1, ignored: 1, sets: 2, hits: 1, misses: 0 })
  })

  test('tells of a missing file', async () => {
    const missing = join(folder, 'missing')
    await expect(replayTrace({ path: missing })).rejects.toMatchObject({ code: 'ERR_TRACE_FILE' })
  })

  test('tells of a map that is too small', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `set key-${n} 1000`)
    writeFileSync(small, lines.join('\n'))
    const full = replayTrace({ path: small, maxBytes: 4 * MIB })
    await expect(full).rejects.toBeInstanceOf(FullError)
    await expect(full).rejects.toThrow(/maxBytes/)
    writeFileSync(small, `set large ${2 * MIB}`)
    await expect(replayTrace({ path: small, maxBytes: 4 * MIB })).rejects.toBeInstanceOf(ValueError)
  })

  test('refuses options that make no sense', async () => {
    const wrongs: readonly Omit<Parameters<typeof replayTrace>[0], 'path'>[] = [
      ...[{ threads: 0 }, { threads: 65 }, { threads: 1.5 }, { maxBytes: 1 }, { nearCache: -1 }],
      ...[{ strategy: 'unsynchronised' } as const, { shards: 3, strategy: 'sharded' } as const],
    ]
    for (const wrong of wrongs) {
      await expect(replayTrace({ path, ...wrong })).rejects.toBeInstanceOf(OptionError)
    }
  })
})
