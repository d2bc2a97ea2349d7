/**
 * Locks around the operations: the key's hash picks one of a power of two of reader-writer locks. Readers of a shard go
 * together, a writer is alone in it. The same records, tables and intents as without locks, so a thread that dies within
 * is recovered the same way.
 */
import { own32 } from '../../atomics'
import { Header } from '../../layout'
import {
  lockExclusive,
  lockShared,
  releaseAll,
  unlockExclusive,
  unlockShared,
} from '../../locks/reader-writer'
import { clear as clearMap } from '../../table/clearing'
import { hashNumber, keyTag, numberWord } from '../../table/keys'
import * as numbers from '../lock-free/numbers'
import { STALE } from '../lock-free/outcomes'
import * as read from '../lock-free/read'
import * as write from '../lock-free/write'

export {
  beforeKnown,
  beforeStep,
  isWhole,
  locate,
  makeWhole,
  settleTables,
} from '../ordinary'

/** Names the strategy in a map's header. */
export const STRATEGY: u32 = 3

/** Whether reads are calls that change shared memory, and may be cut short in it. */
export const READS_LOCK: bool = true

export function locksFor(shards: u32): u32 {
  return shards
}

let lastShard: u32 = 0

export function open(): void {
  lastShard = own32(offsetof<Header>('lockCount')) - 1
}

function shardOf(hash: u32): u32 {
  return hash & lastShard
}

export function getNumber(slot: usize, id: u32, key: f64): f64 {
  const shard = shardOf(hashNumber(numberWord(key)))
  lockShared(slot, id, shard)
  const value = numbers.getNumber(slot, key)
  unlockShared(slot, id, shard)
  return value
}

export function get(slot: usize, id: u32): u32 {
  const shard = shardOf(keyTag)
  lockShared(slot, id, shard)
  const tag = read.get(slot)
  unlockShared(slot, id, shard)
  return tag
}

export function has(slot: usize, id: u32): bool {
  const shard = shardOf(keyTag)
  lockShared(slot, id, shard)
  const isThere = read.has()
  unlockShared(slot, id, shard)
  return isThere
}

export function put(slot: usize, id: u32, condition: u32, version: u64): i32 {
  const shard = shardOf(keyTag)
  lockExclusive(id, shard)
  const result = write.put(slot, id, condition, version)
  unlockExclusive(shard)
  return result
}

/** Whose record it is, and so which lock is the right one, only the key tells. */
export function putKnown(slot: usize, id: u32, _record: usize, _identity: u32, _epoch: u32): i32 {
  write.dropHands(slot, id)
  return STALE
}

export function putNumber(slot: usize, id: u32, key: f64, value: f64): i32 {
  const shard = shardOf(hashNumber(numberWord(key)))
  lockExclusive(id, shard)
  const result = numbers.putNumber(slot, id, key, value)
  unlockExclusive(shard)
  return result
}

export function remove(slot: usize, id: u32, condition: u32, version: u64): i32 {
  const shard = shardOf(keyTag)
  lockExclusive(id, shard)
  const result = write.remove(slot, id, condition, version)
  unlockExclusive(shard)
  return result
}

export function increment(slot: usize, id: u32, by: f64): i32 {
  const shard = shardOf(keyTag)
  lockExclusive(id, shard)
  const result = write.increment(slot, id, by)
  unlockExclusive(shard)
  return result
}

/** All locks, in this order. */
export function clear(slot: usize, id: u32): void {
  for (let shard: u32 = 0; shard <= lastShard; shard++) lockExclusive(id, shard)
  clearMap(slot, id)
  for (let shard: u32 = 0; shard <= lastShard; shard++) unlockExclusive(shard)
}

export function releaseLocks(slot: usize, id: u32): void {
  releaseAll(slot, id, lastShard + 1)
}
