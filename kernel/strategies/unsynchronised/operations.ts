/**
 * No synchronisation at all, and a word that tells: a write says in it who writes, and whoever meets another's name there,
 * be it to read, to write or to walk, raises the alarm instead. After Go's `hashWriting` flag (runtime/map.go up to Go
 * 1.23), but taken by CAS, so that of two writes that overlap one is always caught; a read looks before and after.
 *
 * The word is not a lock: nobody waits for it. What goes on in a table meanwhile is what lock-free does, so what is not
 * caught tears nothing. A thread by itself meets nobody, and its own name after a call was cut short is no other's.
 */
import { cas32, load32 } from '../../atomics'
import { Detector } from '../../layout'
import { lockAt } from '../../locks/numbered'
import { clear as clearMap } from '../../table/clearing'
import { conflict } from '../../threads/host'
import * as numbers from '../lock-free/numbers'
import * as read from '../lock-free/read'
import * as write from '../lock-free/write'

export { isWhole, locate, makeWhole, settleTables } from '../ordinary'

/** Names the strategy in a map's header. */
export const STRATEGY: u32 = 4

/** Whether reads are calls that change shared memory, and may be cut short in it. */
export const READS_LOCK: bool = false

/** One line for the detector, where others have their first lock. */
export function locksFor(_shards: u32): u32 {
  return 1
}

/** What met a write: src/memory/conflict.ts has the words. */
const READ: u32 = 0
const WRITE: u32 = 1
const WALK: u32 = 2

let writing: usize = 0

export function open(): void {
  writing = lockAt(0) + offsetof<Detector>('writing')
}

/** Raises the alarm if another's name is in the word. The host comes back only if that one was dead; its name is gone then. @inline */
function meet(id: u32, what: u32): void {
  let seen = load32(writing)
  while (seen != 0 && seen != id + 1) {
    conflict(what, seen)
    seen = load32(writing)
  }
}

function beginWrite(id: u32): void {
  while (true) {
    const seen = cas32(writing, 0, id + 1)
    if (seen == 0 || seen == id + 1) return
    conflict(WRITE, seen)
  }
}

/** If the name is not ours any more, another has raised the alarm. */
function endWrite(id: u32): void {
  if (cas32(writing, id + 1, 0) != id + 1) meet(id, WRITE)
}

/** @inline */
export function getNumber(slot: usize, id: u32, key: f64): f64 {
  meet(id, READ)
  const value = numbers.getNumber(slot, key)
  meet(id, READ)
  return value
}

export function get(slot: usize, id: u32): u32 {
  meet(id, READ)
  const tag = read.get(slot)
  meet(id, READ)
  return tag
}

export function has(_slot: usize, id: u32): bool {
  meet(id, READ)
  const isThere = read.has()
  meet(id, READ)
  return isThere
}

/** @inline */
export function beforeKnown(id: u32): void {
  meet(id, READ)
}

export function beforeStep(id: u32): void {
  meet(id, WALK)
}

export function put(slot: usize, id: u32, condition: u32, version: u64): i32 {
  beginWrite(id)
  const result = write.put(slot, id, condition, version)
  endWrite(id)
  return result
}

export function putKnown(slot: usize, id: u32, record: usize, identity: u32, epoch: u32): i32 {
  beginWrite(id)
  const result = write.putKnown(slot, id, record, identity, epoch)
  endWrite(id)
  return result
}

export function putNumber(slot: usize, id: u32, key: f64, value: f64): i32 {
  beginWrite(id)
  const result = numbers.putNumber(slot, id, key, value)
  endWrite(id)
  return result
}

export function remove(slot: usize, id: u32, condition: u32, version: u64): i32 {
  beginWrite(id)
  const result = write.remove(slot, id, condition, version)
  endWrite(id)
  return result
}

export function increment(slot: usize, id: u32, by: f64): i32 {
  beginWrite(id)
  const result = write.increment(slot, id, by)
  endWrite(id)
  return result
}

export function clear(slot: usize, id: u32): void {
  beginWrite(id)
  clearMap(slot, id)
  endWrite(id)
}

/** A dead thread, or an aborted call, writes no more. */
export function releaseLocks(_slot: usize, id: u32): void {
  cas32(writing, id + 1, 0)
}
