import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { newBatch, type TraceLines } from '../../trace/batch.ts'
import { Player } from '../../trace/replay/player.ts'
import { LineScanner } from '../../trace/text/line-scanner.ts'
import { Sampler, shareOf } from './sample.ts'

function sampleOf(lines: readonly string[], threads: number): readonly (readonly TraceLines[])[] {
  const sampler = new Sampler(threads)
  const scanner = new LineScanner(false)
  const text = Buffer.from(`${lines.join('\n')}\n`)
  for (let at = 0; at < text.length; ) {
    const batch = newBatch()
    at = scanner.scan(text, at, batch)
    sampler.add(batch)
  }
  const { lines: count, shares } = sampler.sample
  expect(count).toBe(lines.length)
  return shares
}

function keysOf(share: readonly TraceLines[] = []): string[] {
  const keys: string[] = []
  const map = { get: () => undefined, set: (key: string) => keys.push(key), delete: () => false }
  const player = new Player(map, false)
  for (const lines of share) player.play(lines)
  return keys
}

describe('Sampler', () => {
  it('gives each thread lines in turn, in memory that all share', () => {
    const shares = sampleOf(['set a', 'set 钥', 'set c', 'set d', 'set e'], 2)
    expect(shares.map(keysOf)).toEqual([
      ['a', 'c', 'e'],
      ['钥', 'd'],
    ])
    for (const lines of shares.flat()) {
      expect(lines.keys.buffer).toBeInstanceOf(SharedArrayBuffer)
      expect(structuredClone(lines).keys.buffer.byteLength).toBe(lines.keys.buffer.byteLength)
    }
  })

  it('takes any number of lines, and more threads than lines', () => {
    const keys = Array.from({ length: 20_000 }, (_, n) => `k${n}`)
    const shares = sampleOf(
      keys.map((key) => `set ${key}`),
      3,
    )
    expect(shares.map(keysOf)).toEqual(
      [0, 1, 2].map((thread) => keys.filter((_, n) => n % 3 === thread)),
    )
    expect(sampleOf(['set a'], 4).map(keysOf)).toEqual([['a'], [], [], []])
  })
})

describe('shareOf', () => {
  it('deals out all lines', () => {
    for (const lines of [0, 1, 2, 3, 10, 11]) {
      const shares = [0, 1, 2].map((thread) => shareOf(lines, thread, 3))
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(lines)
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
    }
  })
})
