/** `selvedge lab --trace`, the built program: good traces, bad ones, and none. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { REPLAYED } from '../dist/lab/trace/compare.js'
import { selvedge } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'selvedge-trace-'))
afterAll(() => rmSync(folder, { recursive: true }))

function traceOf(name: string, text: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const LINES = ['set a 10', '# a remark', 'get a', 'get b 20', 'get b 20', 'delete a', 'get a 5']
const GOOD = traceOf('good', LINES.join('\n'))
const BAD = traceOf('bad', 'get a\nput b\nget c\n')

describe('selvedge lab --trace', () => {
  it('replays it with each strategy, and tells what became of each line', async () => {
    const { code, out, err } = await selvedge(['lab', '--trace', GOOD, '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const report: { trace: object; rows: readonly { subject: string }[] } = JSON.parse(out)
    expect(report).toMatchObject({ trace: { path: GOOD, lines: 6, bad: 0 }, interrupted: false })
    expect(report.rows.map(({ subject }) => subject)).toEqual(REPLAYED)
    for (const row of report.rows) {
      expect(row).toMatchObject({ gets: 4, sets: 1, deletes: 1, hits: 2, misses: 2, fills: 2 })
    }
  })

  it('reads gzip, and fills nothing if told so', async () => {
    const packed = traceOf('packed', gzipSync(LINES.join('\n')))
    const args = ['--strategy', 'sync-map,sync-map', '--threads', '1', '--no-fill']
    const { code, out } = await selvedge(['lab', '--trace', packed, '--json', ...args])
    expect(code).toBe(0)
    expect(JSON.parse(out).rows).toMatchObject([{ subject: 'sync-map', misses: 3, fills: 0 }])
  })

  it('sets the maps up as it is told', async () => {
    const setup = ['--near-cache', '16', '--shards', '2', '--json']
    const { code, out } = await selvedge(['lab', '--trace', GOOD, ...setup])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      options: { nearCache: 16, shards: 2 },
      rows: [{}, {}, {}, {}],
    })
  })

  it('says that a pipe can be read only once', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const { code, out, err } = await selvedge(['lab', '--trace', pipe])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/pipe: it is no file, so it can be read only once; name one strategy/)
  })

  it('stops at a malformed line and names it, or counts such lines', async () => {
    const stopped = await selvedge(['lab', '--trace', BAD])
    expect(stopped).toMatchObject({ code: 1, out: '' })
    expect(stopped.err).toMatch(/line 2: expected get, set or delete, found "put b"/)
    const skipped = await selvedge(['lab', '--trace', BAD, '--skip-bad'])
    expect(skipped).toMatchObject({ code: 0, err: '' })
    expect(skipped.out).toMatch(/: 2 lines, 1 malformed ones skipped\n/)
  })

  it('says so if there is no such file, or it has no line', async () => {
    const none = await selvedge(['lab', '--trace', join(folder, 'none')])
    expect(none).toMatchObject({ code: 2, out: '' })
    expect(none.err).toMatch(/none: there is no such file\n\nUsage: /)
    const empty = traceOf('empty', '# a remark\nput b\n')
    const unread = await selvedge(['lab', '--trace', empty, '--skip-bad'])
    expect(unread).toMatchObject({ code: 1, out: '' })
    expect(unread.err).toMatch(/empty: it has no lines to replay \(1 malformed ones were skipped\)/)
  })

  it('does not replace the trace by its report', async () => {
    const { code, err } = await selvedge(['lab', '--trace', GOOD, '--out', GOOD])
    expect(code).toBe(2)
    expect(err).toMatch(/^selvedge: --out: .+good is the trace/)
    expect(readFileSync(GOOD, 'utf8')).toBe(LINES.join('\n'))
  })

  it('refuses options that the trace decides, with its usage and 2', async () => {
    for (const args of [
      ['--trace', GOOD, '--keys', '5'],
      ['--trace', GOOD, '--strategy', 'unsynchronised'],
      ['--trace', GOOD, '--threads', '65'],
      ['--trace', GOOD, '--shards', '3'],
      ['--no-fill'],
    ]) {
      const { code, out, err } = await selvedge(['lab', ...args])
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(/^selvedge: .+\n\nUsage: selvedge lab /)
    }
  })
})
