import { expect, it } from 'vitest'
import { SHARDS, shardKey } from './shard-keys.ts'

const KEYS = 4096
/** Of a product of hashNumber in kernel/table/keys.ts, on which the shard, one of 16, depends. */
const CHOOSING_BITS = 36

/** The number's 64 bits with the high word folded onto the low one. */
function folded(key: number): bigint {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, key)
  const word = view.getBigUint64(0)
  return word ^ (word >> 32n)
}

it('the keys of a shard differ, but not in the bits that choose a shard', () => {
  const all = new Set<number>()
  const chosen = new Set<bigint>()
  for (let shard = 0; shard < SHARDS; shard++) {
    for (let n = 0; n < KEYS; n++) {
      const key = shardKey(shard, n)
      all.add(key)
      chosen.add(BigInt.asUintN(CHOOSING_BITS, folded(key)))
    }
  }
  expect(all.size).toBe(SHARDS * KEYS)
  expect(chosen.size).toBe(SHARDS)
  expect(new Set([...chosen].map((bits) => bits & 0xffffffffn)).size).toBe(1)
})
