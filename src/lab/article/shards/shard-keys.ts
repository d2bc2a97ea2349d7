/**
 * Number keys whose shard is known without asking the map. The kernel hashes a number (kernel/table/keys.ts, hashNumber) by
 * folding the high word of its 64 bits onto the low one, mixing in the map's seed, and multiplying by an odd constant; bits 32
 * and up of the product are the hash, of which the low bits name the shard. Low bits of a product depend on no higher ones.
 * So numbers that, folded, agree in their low 36 bits are all in one of 16 shards, and those that differ in bits 32 to 35 only
 * are in 16 different ones, whatever the seed is.
 */

/** As many shards as can be told apart. */
export const SHARDS = 16

const SHARD_BITS = 4
/** Sign and exponent of the numbers from 1 up to 2. */
const HIGH_BITS = 0x3ff00000
/** Any. */
const FOLDED = 0x5e1fed6e

const words = new Uint32Array(2)
const numbers = new Float64Array(words.buffer)
const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

/** The n-th key of a shard, of 2^16. Shards are told apart; which of the map's each is, the seed says. */
export function shardKey(shard: number, n: number): number {
  const high = HIGH_BITS | (n << SHARD_BITS) | shard
  words[LITTLE_ENDIAN ? 1 : 0] = high
  words[LITTLE_ENDIAN ? 0 : 1] = high ^ FOLDED
  return numbers[0] ?? Number.NaN
}
