import { Buffer } from 'node:buffer'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { scaled, seedOf } from '../../map/contract/random.suite.ts'
import { operationsOf, type TraceOperation } from './batch.ts'
import { TraceFileError } from './errors.ts'
import { type ReadTraceOptions, readTrace } from './read-trace.ts'
import { anyTrace } from './text/trace-text.suite.ts'

const folder = mkdtempSync(join(tmpdir(), 'selvedge-trace-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function file(content: string | Uint8Array): string {
  const path = join(folder, `trace-${files++}`)
  writeFileSync(path, content)
  return path
}

async function read(path: string, options?: ReadTraceOptions): Promise<TraceOperation[]> {
  const operations: TraceOperation[] = []
  for await (const batch of readTrace(path, options)) operations.push(...operationsOf(batch))
  return operations
}

async function errorOf(path: string): Promise<unknown> {
  return read(path).catch((error: unknown) => error)
}

const LINES = Array.from({ length: 30_000 }, (_, n) => `set key-${n * 7919} ${n % 1000}`)
const TEXT = `${LINES.join('\n')}\n`
const KEYS = LINES.map((line) => line.split(' ')[1])

describe('readTrace', () => {
  it('reads back what was written, plain and gzip', async () => {
    const seed = seedOf('traces in files')
    await fc.assert(
      fc.asyncProperty(anyTrace, fc.boolean(), async ({ text, operations }, isGzip) => {
        expect(await read(file(isGzip ? gzipSync(text) : text))).toEqual(operations)
      }),
      { seed, numRuns: scaled(50) },
    )
  })

  it('reads many chunks and batches in their order', async () => {
    for (const content of [TEXT, gzipSync(TEXT)]) {
      expect((await read(file(content))).map(({ key }) => key)).toEqual(KEYS)
    }
  })

  it('reads gzip data that were appended to each other', async () => {
    const path = file(Buffer.concat([gzipSync('get a\nget '), gzipSync('b\n')]))
    expect((await read(path)).map(({ key }) => key)).toEqual(['a', 'b'])
  })

  it('reads nothing from an empty file, and from one byte', async () => {
    expect(await read(file(''))).toEqual([])
    expect(await read(file('\n'))).toEqual([])
    expect(await read(file(gzipSync('')))).toEqual([])
  })

  it('counts what it passes over, also at the end', async () => {
    let [bad, ignored] = [0, 0]
    const path = file('get a\nnonsense\n# the end\n\n')
    for await (const batch of readTrace(path, { skipBad: true })) {
      bad += batch.bad
      ignored += batch.ignored
    }
    expect({ bad, ignored }).toEqual({ bad: 1, ignored: 2 })
  })

  it('tells of a missing file and of a directory', async () => {
    const missing = await errorOf(join(folder, 'missing'))
    expect(missing).toBeInstanceOf(TraceFileError)
    expect(missing).toMatchObject({ code: 'ERR_TRACE_FILE' })
    expect(String(missing)).toMatch(/missing: there is no such file/)
    expect(String(await errorOf(folder))).toMatch(/it is a directory/)
  })

  it('tells where gzip data are cut off, at any place', async () => {
    const whole = gzipSync(TEXT)
    for (const length of [3, 15, whole.length >> 1, whole.length - 4, whole.length - 1]) {
      const error = await errorOf(file(whole.subarray(0, length)))
      expect(error, `${length} bytes`).toBeInstanceOf(TraceFileError)
      expect(String(error)).toMatch(/cut off or corrupt after byte \d+ \(unexpected end of file\)/)
      expect(error).toMatchObject({ offset: length })
    }
  })

  it('tells of corrupt gzip data', async () => {
    const corrupt = gzipSync(TEXT)
    corrupt.fill(0xff, corrupt.length - 8, corrupt.length - 4)
    expect(String(await errorOf(file(corrupt)))).toMatch(/corrupt after byte \d+ \(incorrect data/)
    const trailing = Buffer.concat([gzipSync(TEXT), Buffer.from('get a\n')])
    expect(String(await errorOf(file(trailing)))).toMatch(/corrupt after byte \d+ \(incorrect head/)
  })

  it('stops with the reason of its signal', async () => {
    const reason = new Error('enough')
    await expect(read(file(TEXT), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    for (const content of [TEXT, gzipSync(TEXT)]) {
      const controller = new AbortController()
      let lines = 0
      const reading = async (): Promise<void> => {
        for await (const batch of readTrace(file(content), { signal: controller.signal })) {
          lines += batch.count
          controller.abort(reason)
        }
      }
      await expect(reading()).rejects.toBe(reason)
      expect(lines).toBeLessThan(LINES.length)
    }
  })

  it('closes the file when the loop is left', async () => {
    for (const content of [TEXT, gzipSync(TEXT)]) {
      for await (const batch of readTrace(file(content))) {
        expect(batch.count).toBeGreaterThan(0)
        break
      }
    }
  })
})
