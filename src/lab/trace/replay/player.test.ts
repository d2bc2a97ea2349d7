import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { newBatch, type TraceBatch } from '../batch.ts'
import { LineScanner } from '../text/line-scanner.ts'
import { Filler } from './filler.ts'
import { Player } from './player.ts'
import { resultOf } from './result.ts'

function batchOf(...lines: readonly string[]): TraceBatch {
  const batch = newBatch()
  const scanner = new LineScanner(false)
  scanner.scan(Buffer.from(`${lines.join('\n')}\n`), 0, batch)
  return batch
}

describe('Player', () => {
  it('does what the lines say, and counts it', () => {
    const map = new Map<string, string>()
    const player = new Player(map, true)
    player.play(batchOf('get a 5', 'get a 5', 'set 钥 2', 'set gone 1', 'delete gone', 'get 钥'))
    expect([...map]).toEqual([
      ['a', 'vvvvv'],
      ['钥', 'vv'],
    ])
    const { busyMs, latencies, ...counts } = player.tally
    expect(counts).toEqual({ gets: 3, sets: 2, deletes: 1, hits: 2, misses: 1, fills: 1 })
    expect(latencies.count).toBe(7)
    expect(busyMs).toBeGreaterThan(0)
  })

  it('leaves a miss a miss without fill', () => {
    const map = new Map<string, string>()
    const player = new Player(map, false)
    player.play(batchOf('get a', 'get a'))
    expect(map.size).toBe(0)
    expect(player.tally).toMatchObject({ gets: 2, hits: 0, misses: 2, fills: 0 })
  })

  it('does only the lines that it is told, and times one call of so many', () => {
    const map = new Map<string, string>()
    const player = new Player(map, false, 2)
    player.play(batchOf('set a 1', 'set b 1', 'set c 1', 'set d 1', 'set e 1'), 1, 4)
    expect([...map.keys()]).toEqual(['b', 'c', 'd'])
    expect(player.tally.sets).toBe(3)
    expect(player.tally.latencies.count).toBe(2)
  })

  it('takes an empty value for a value', () => {
    const player = new Player(new Map(), true)
    player.play(batchOf('set a 0', 'get a'))
    expect(player.tally).toMatchObject({ hits: 1, misses: 0 })
  })
})

describe('Filler', () => {
  it('makes values of every size', () => {
    const filler = new Filler()
    for (const bytes of [0, 1, 128, 4096, 4097, 100_000, 3]) {
      expect(filler.valueOf(bytes)).toBe('v'.repeat(bytes))
    }
  })
})

describe('resultOf', () => {
  it('adds up what threads did', () => {
    const [one, two] = [new Player(new Map(), true), new Player(new Map(), true)]
    one.play(batchOf('get a', 'set b'))
    two.play(batchOf('delete c', 'get d', 'get d'))
    const tallies = [one.tally, two.tally]
    const result = resultOf({ tallies, bad: 4, ignored: 1, ms: 10, interrupted: false })
    expect(result).toMatchObject({
      ...{ lines: 5, bad: 4, ignored: 1, gets: 3, sets: 1, deletes: 1 },
      ...{ hits: 1, misses: 2, fills: 2, ms: 10, opsPerMs: 0.5, interrupted: false },
    })
    expect(result.p50Us).toBeGreaterThan(0)
    expect(result.maxUs).toBeGreaterThanOrEqual(result.p9999Us)
    expect(result.p9999Us).toBeGreaterThanOrEqual(result.p50Us)
    expect(result.idle).toBeGreaterThan(0)
    expect(result.idle).toBeLessThan(1)
  })

  it('has no latencies where nothing was done', () => {
    const tallies = [new Player(new Map(), true).tally]
    const result = resultOf({ tallies, bad: 0, ignored: 0, ms: 1, interrupted: true })
    expect(result).toMatchObject({ lines: 0, p50Us: 0, maxUs: 0, interrupted: true })
  })
})
