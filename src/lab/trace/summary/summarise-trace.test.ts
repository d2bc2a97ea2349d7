import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { summariseTrace } from './summarise-trace.ts'

const folder = mkdtempSync(join(tmpdir(), 'selvedge-summary-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('summariseTrace', () => {
  it('tells what a trace has', async () => {
    const path = join(folder, 'trace')
    const hot = Array.from({ length: 900 }, () => 'get hot 10')
    const cold = Array.from({ length: 100 }, (_, n) => `set cold-${n} 1000`)
    const others = ['delete cold-1', 'nonsense', '', '# end']
    writeFileSync(path, [...hot, ...cold, ...others].join('\n'))
    expect(await summariseTrace(path, { skipBad: true })).toEqual({
      ...{ lines: 1001, bad: 1, ignored: 2, gets: 900, sets: 100, deletes: 1 },
      distinctKeys: { count: 101, isExact: true },
      keyBytes: { p50: 3, p90: 6, p99: 7, max: 7 },
      valueBytes: { p50: 10, p90: 10, p99: 1000, max: 1000 },
      // 1 % of 101 keys, rounded up: the hot one, and one that was set and deleted.
      hot: { keys: 2, least: 902 / 1001, most: 902 / 1001 },
      // 900 lines to the hot one are one line too few.
      busyKeys: 2,
    })
  })

  it('tells no size that is larger than the largest', async () => {
    const path = join(folder, 'large')
    writeFileSync(path, 'set large 1048576\n')
    expect((await summariseTrace(path)).valueBytes).toEqual({
      ...{ p50: 1_048_576, p90: 1_048_576, p99: 1_048_576, max: 1_048_576 },
    })
  })

  it('tells of a trace without any line', async () => {
    const path = join(folder, 'empty')
    writeFileSync(path, '')
    expect(await summariseTrace(path)).toMatchObject({
      lines: 0,
      distinctKeys: { count: 0, isExact: true },
      hot: { keys: 0, least: 0, most: 0 },
    })
  })
})
