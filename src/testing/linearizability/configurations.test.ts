import { describe, expect, it } from 'vitest'
import { Configurations } from './configurations.ts'

describe('the configurations of a search', () => {
  it('are each new once', () => {
    const seen = new Configurations()
    seen.reset(2, 4)
    expect(seen.add(Int32Array.of(1, 2), 0, 77)).toBe(true)
    expect(seen.add(Int32Array.of(1, 2), 0, 77)).toBe(false)
    expect(seen.size).toBe(1)
  })

  it('are told apart by counts and state also where their hashes are the same', () => {
    const seen = new Configurations()
    seen.reset(2, 4)
    expect(seen.add(Int32Array.of(1, 2), 0, 77)).toBe(true)
    expect(seen.add(Int32Array.of(2, 1), 0, 77)).toBe(true)
    // What the state adds to the hash is undone here.
    expect(seen.add(Int32Array.of(1, 2), 1, 77 ^ Math.imul(1, 0x9e3779b1))).toBe(true)
    expect(seen.size).toBe(3)
  })

  it('are all kept as they become many, and all forgotten after that', () => {
    const seen = new Configurations()
    seen.reset(1, 1)
    for (let count = 0; count < 5000; count++) seen.add(Int32Array.of(count), count % 3, count * 7)
    for (let count = 0; count < 5000; count++) {
      expect(seen.add(Int32Array.of(count), count % 3, count * 7)).toBe(false)
    }
    seen.reset(1, 1)
    expect(seen.add(Int32Array.of(0), 0, 0)).toBe(true)
    expect(seen.size).toBe(1)
  })
})
