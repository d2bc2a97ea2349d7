import { describe, expect, it, test } from 'vitest'
import { ACCESSES, ASKED, draws } from './access.ts'
import { SHARDS, shardKey } from './shard-keys.ts'

const PUTS = 100_001

function keysOf(shard: number): Set<number> {
  return new Set(Array.from({ length: ASKED }, (_, n) => shardKey(shard, n)))
}

function countIn(keys: Set<number>, drawn: readonly Float64Array[]): number {
  return drawn.reduce((sum, share) => sum + share.filter((key) => keys.has(key)).length, 0)
}

describe('draws', () => {
  test.each(ACCESSES)('%s: deals all puts out to the threads, each with its own', (access) => {
    const drawn = draws(access, PUTS, 3)
    expect(drawn.map(({ length }) => length)).toEqual([33_334, 33_334, 33_333])
    expect(drawn[0]).not.toEqual(drawn[1])
    expect(new Set(drawn.flatMap((share) => [...share])).size).toBeLessThanOrEqual(ASKED)
  })

  it('goes to all shards alike, or to one', () => {
    const even = draws('even', PUTS, 2)
    for (let shard = 0; shard < SHARDS; shard++) {
      const share = countIn(keysOf(shard), even) / PUTS
      expect(share).toBeGreaterThan(0.9 / SHARDS)
      expect(share).toBeLessThan(1.1 / SHARDS)
    }
    expect(countIn(keysOf(0), draws('hot', PUTS, 2))).toBe(PUTS)
  })

  it('has popular keys by Zipf', () => {
    const most = new Set([shardKey(0, 0)])
    expect(countIn(most, draws('zipf', PUTS, 2))).toBeGreaterThan(PUTS / 20)
    expect(countIn(most, draws('even', PUTS, 2))).toBeLessThan(PUTS / 1000)
  })
})
