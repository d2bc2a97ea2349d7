/** When a near cache rests and when it does not. What it answers is the contract's business: contract/near-cache.suite.ts. */
import { afterEach, describe, expect, it } from 'vitest'
import type { StrategyName } from './map.ts'
import { SharedMap } from './shared-map.ts'

const KEYS = 10_000
const CAPACITY = 64
/** Reads after which it rests, and after which it has woken. */
const MANY = 20_000
const VERY_MANY = 100_000

type Texts = SharedMap<string | number, string>
type KeyOf = (index: number) => string | number

const opened: Texts[] = []

/** The instance has read nothing of it yet. */
function filled(keyOf: KeyOf, strategy: StrategyName = 'lock-free'): Texts {
  const writer: Texts = new SharedMap({ nearCache: false, strategy })
  for (let index = 0; index < KEYS; index++) writer.set(keyOf(index), `value ${index}`)
  const map = SharedMap.attach(writer.handle, { nearCache: CAPACITY })
  opened.push(writer, map)
  return map
}

afterEach(() => {
  for (const map of opened.splice(0)) map.close()
})

/** The first keys in turn. */
function readAll(map: Texts, keyOf: KeyOf, reads: number, keys: number): void {
  for (let n = 0; n < reads; n++) {
    const index = n % keys
    if (map.get(keyOf(index)) !== `value ${index}`) throw new Error(`the value of ${index}`)
  }
}

function hitsOf(map: Texts, read: () => void): number {
  const before = map.stats().nearHits
  read()
  return map.stats().nearHits - before
}

describe.each([
  { kind: 'strings', keyOf: String },
  { kind: 'numbers', keyOf: (index: number): number => index },
])('a near cache, under $kind,', ({ keyOf }) => {
  it('rests once it answers too few reads', () => {
    const map = filled(keyOf)
    readAll(map, keyOf, MANY, KEYS)
    expect(hitsOf(map, () => readAll(map, keyOf, 1000, 10))).toBe(0)
  })

  it('wakes when the reads come back to few keys', () => {
    const map = filled(keyOf)
    readAll(map, keyOf, MANY, KEYS)
    readAll(map, keyOf, VERY_MANY, 10)
    expect(hitsOf(map, () => readAll(map, keyOf, 1000, 10))).toBe(1000)
  })

  it('starts anew when it is cleared', () => {
    const map = filled(keyOf)
    readAll(map, keyOf, MANY, KEYS)
    map.clear()
    for (let index = 0; index < 10; index++) map.set(keyOf(index), `value ${index}`)
    readAll(map, keyOf, 10, 10)
    expect(hitsOf(map, () => readAll(map, keyOf, 1000, 10))).toBe(1000)
  })

  it('does not rest while it has room, though others write what it keeps', () => {
    const map = filled(keyOf)
    const other = SharedMap.attach(map.handle)
    opened.push(other)
    map.clear()
    for (let n = 0; n < MANY; n++) {
      other.set(keyOf(n % 10), `value ${n % 10}`)
      map.get(keyOf(n % 10))
    }
    expect(hitsOf(map, () => readAll(map, keyOf, 1000, 10))).toBeGreaterThanOrEqual(990)
  })
})

it('a near cache that knows few of the keys that are written rests as well', () => {
  const map = filled(String)
  for (let n = 0; n < MANY; n++) map.set(String(n % KEYS), `value ${n % KEYS}`)
  expect(hitsOf(map, () => readAll(map, String, 1000, 10))).toBe(0)
})

it.each([
  { strategy: 'lock-free', outcome: 'rests', rests: true },
  { strategy: 'rwlock', outcome: 'does not rest', rests: false },
] as const)('with a hit for four misses one of $strategy $outcome', ({ strategy, rests }) => {
  const map = filled(String, strategy)
  for (let n = 0; n < MANY; n++) map.get(n % 5 === 0 ? '0' : String(n % KEYS))
  const hits = hitsOf(map, () => readAll(map, String, 1000, 1))
  expect(hits > 0).toBe(!rests)
})
