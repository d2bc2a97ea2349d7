import { describe, expect, it } from 'vitest'
import { BufferPool } from './buffer-pool.ts'

describe('BufferPool', () => {
  it('has the smallest size class in which the bytes fit', () => {
    const pool = new BufferPool(8)
    const sizes = [1, 1024, 1025, 2048, 2049, 65_535, 65_536].map((n) => pool.take(n).length)
    expect(sizes).toEqual([1024, 1024, 2048, 2048, 4096, 65_536, 65_536])
  })

  it('gives a buffer of the class that was given back, the last one first', () => {
    const pool = new BufferPool(8)
    const [one, two, other] = [pool.take(2000), pool.take(2000), pool.take(9000)]
    for (const buffer of [one, two, other]) pool.giveBack(buffer)
    expect(pool.take(1500)).toBe(two)
    expect(pool.take(2048)).toBe(one)
    expect(pool.take(2048)).not.toBe(one)
  })

  it('never has two callers with one buffer', () => {
    const pool = new BufferPool(8)
    pool.giveBack(pool.take(5000))
    expect(pool.take(5000)).not.toBe(pool.take(5000))
  })

  it('keeps no more than its bound, of all classes together', () => {
    const pool = new BufferPool(2)
    const taken = [pool.take(1000), pool.take(3000), pool.take(9000)]
    for (const buffer of taken) pool.giveBack(buffer)
    expect(pool.kept).toBe(2)
  })

  it('does not keep what has the size of no class', () => {
    const pool = new BufferPool(8)
    const large = pool.take(100_000)
    expect(large).toHaveLength(100_000)
    pool.giveBack(large)
    pool.giveBack(Buffer.alloc(3000))
    pool.giveBack(Buffer.alloc(0))
    expect(pool.kept).toBe(0)
  })

  it('tells how many were used again, since it was last asked', () => {
    const pool = new BufferPool(8)
    const buffer = pool.take(10)
    pool.giveBack(buffer)
    pool.take(10)
    expect(pool.reuseRate()).toBe(0.5)
    expect(pool.reuseRate()).toBe(0)
  })
})
