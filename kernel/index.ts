/**
 * What JavaScript calls. Keys and values pass through the window of the thread's slot, results through its first words.
 *
 * A call can be cut short by an exception that is not the kernel's: a stack overflow, a `vm` timeout. Its `calls` word
 * stays odd then, and the next call first recovers this thread as if it had died.
 */

import * as accounting from './accounting'
import { load32, own32, setOwn32 } from './atomics'
import * as header from './header'
import { allocate, free } from './heap/blocks'
import { Header, Slot, SlotEntry } from './layout'
import * as strategy from './strategies/lock-free/operations'
import * as reading from './strategies/lock-free/read'
import { HELD, selectValue } from './strategies/lock-free/selected-value'
import * as walking from './strategies/lock-free/walk'
import {
  keyBlockSize,
  NUMBER_KEY,
  padToWord,
  selectNumber,
  selectRecordKey,
  selectText,
} from './table/keys'
import { HEADER_SIZE } from './table/references'
import { segmentAt } from './table/segments'
import { allocateValue, copyIn } from './table/values'
import { directoryOf, loadRoot } from './table/versions'
import { disarm } from './threads/arming'
import * as attaching from './threads/attach'
import { begin, beginWithin, end } from './threads/calls'
import * as recovery from './threads/recovery'
import { self, selfId, windowOf } from './threads/self'
import { entryAt, stateAt, sum, threadAt } from './threads/slot-table'

/** Added to a key's kind: the key has been staged, as HELD says of a value. */
const LONG: u32 = 4

// --- life -----------------------------------------------------------------------------------------------------------

export function create(
  maxUnits: u32,
  segmentBits: u32,
  shards: u32,
  a: u32,
  b: u32,
  c: u32,
  d: u32,
  e: u32,
  f: u32,
): bool {
  return header.create(maxUnits, segmentBits, shards, pair(a, b), pair(c, d), pair(e, f))
}

function pair(low: u32, high: u32): u64 {
  return ((<u64>high) << 32) | low
}

/** The layout version of this memory's map, 0 if there is none. */
export function open(): u32 {
  return header.open()
}

/** Two words of the map's identity, four in all. */
export function identityWord(index: u32): u32 {
  return own32(offsetof<Header>('idLow') + (index << 2))
}

export function attach(thread: u32, task: u32, taskStart: f64): i32 {
  return attaching.attach(thread, task, taskStart)
}

/** Address of this thread's slot. */
export function slotAddress(): usize {
  return self
}

/** Gives everything back that this thread holds, and its slot. */
export function detach(): void {
  if (!self) return
  begin(false)
  attaching.detach(self, selfId)
}

/** Takes back what the thread held, which is dead, if the slot is still its own; and all others known to be dead. */
export function reap(id: u32, thread: u32): void {
  const isOwnCall = beginWithin()
  recovery.reap(selfId, id, thread)
  if (isOwnCall) end(0)
}

/** Recovers this thread if its last call was cut short. */
export function settle(): void {
  disarm()
  // The call may come late, when the thread has detached and its slot is another's.
  if (!self) return
  begin(false)
  recovery.payDebts(selfId)
  end(0)
}

export function slotState(id: u32): u32 {
  return stateAt(id)
}

export function slotThread(id: u32): u32 {
  return threadAt(id)
}

// --- reading --------------------------------------------------------------------------------------------------------

/** `kind` as in table/keys.ts: `key` is the number itself, or the length of the text that stands in the window. */
function select(kind: u32, key: f64): void {
  if (kind == NUMBER_KEY) {
    selectNumber(key)
    return
  }
  const address: usize = kind & LONG ? own32(self + offsetof<Slot>('longKey')) : <u32>windowOf(self)
  const length = <u32>key
  padToWord(address, length)
  selectText(address, length, kind & ~LONG)
}

/** A key too long for the window has a block for the time of the call. */
function dropLongKey(): void {
  const word = self + offsetof<Slot>('longKey')
  const block = own32(word)
  if (block) free(self, selfId, block, own32(self + offsetof<Slot>('longKeySize')), word)
}

function endWithKey(kind: u32, result: i32): i32 {
  if (kind & LONG) dropLongKey()
  return end(result)
}

export function getNumber(key: f64): f64 {
  if (!strategy.READS_LOCK) return strategy.getNumber(self, selfId, key)
  begin(false)
  const value = strategy.getNumber(self, selfId, key)
  end(0)
  return value
}

export function get(kind: u32, key: f64): u32 {
  if (strategy.READS_LOCK) begin((kind & LONG) != 0)
  select(kind, key)
  const tag = strategy.get(self, selfId)
  if (kind & LONG || strategy.READS_LOCK) endWithKey(kind, 0)
  return tag
}

export function has(kind: u32, key: f64): bool {
  if (strategy.READS_LOCK) begin((kind & LONG) != 0)
  select(kind, key)
  const found = strategy.has(self, selfId)
  if (kind & LONG || strategy.READS_LOCK) endWithKey(kind, 0)
  return found
}

/** The slot of the thread that wrote the key last, -1 if the key has no record. */
export function writerOf(kind: u32, key: f64): i32 {
  select(kind, key)
  let writer = reading.ANOTHER_WRITER
  while (writer == reading.ANOTHER_WRITER) writer = reading.writerOf(strategy.locate(loadRoot()))
  if (kind & LONG) endWithKey(kind, 0)
  return writer
}

export function isCurrent(record: usize, stamp: u32, epoch: u32): bool {
  strategy.beforeKnown(selfId)
  return reading.isCurrent(record, stamp, epoch)
}

export function readMore(record: usize, stamp: u32, from: u32): bool {
  return reading.readMore(self, record, stamp, from)
}

// --- writing --------------------------------------------------------------------------------------------------------

/** The value: tag, length word and place in the window of its bytes, or the number. Results: strategies/lock-free/outcomes.ts. */
export function put(
  kind: u32,
  key: f64,
  condition: u32,
  version: f64,
  tag: u32,
  length: u32,
  at: u32,
  value: f64,
): i32 {
  begin(((kind & LONG) | (tag & HELD)) != 0)
  select(kind, key)
  selectValue(tag, length, windowOf(self) + at, value)
  return endWithKey(kind, strategy.put(self, selfId, condition, <u64>version))
}

export function putKnown(
  record: usize,
  identity: u32,
  epoch: u32,
  tag: u32,
  length: u32,
  value: f64,
): i32 {
  begin((tag & HELD) != 0)
  selectValue(tag, length, windowOf(self), value)
  return end(strategy.putKnown(self, selfId, record, identity, epoch))
}

export function putNumber(key: f64, value: f64): i32 {
  begin(false)
  return end(strategy.putNumber(self, selfId, key, value))
}

export function remove(kind: u32, key: f64, condition: u32, version: f64): i32 {
  begin((kind & LONG) != 0)
  select(kind, key)
  return endWithKey(kind, strategy.remove(self, selfId, condition, <u64>version))
}

export function increment(kind: u32, key: f64, by: f64): i32 {
  begin((kind & LONG) != 0)
  select(kind, key)
  return endWithKey(kind, strategy.increment(self, selfId, by))
}

export function clear(): void {
  begin(false)
  strategy.clear(self, selfId)
  end(0)
}

/** Takes a block for a key that does not fit the window; filled by `stageKeyPart`, used by the next call. */
export function stageKey(length: u32): bool {
  begin(false)
  const size = keyBlockSize(length)
  setOwn32(self + offsetof<Slot>('longKeySize'), size)
  return allocate(self, selfId, size, self + offsetof<Slot>('longKey'), true) != 0
}

export function stageKeyPart(offset: u32, length: u32): void {
  copyIn(<usize>own32(self + offsetof<Slot>('longKey')) + offset, windowOf(self), length)
}

/** Takes a block for a value that does not fit the window; filled by `stageValuePart`, used by a put with HELD. */
export function stageValue(lengthWord: u32, length: u32, keyIsStaged: bool): bool {
  begin(keyIsStaged)
  return allocateValue(self, selfId, length, lengthWord, false) != 0
}

export function stageValuePart(offset: u32, length: u32): void {
  copyIn(<usize>own32(self + offsetof<Slot>('hand')) + HEADER_SIZE + offset, windowOf(self), length)
}

// --- walking --------------------------------------------------------------------------------------------------------

export function segments(): u32 {
  return 1 << own32(offsetof<Header>('segmentBits'))
}

/** The current directory's segment. */
export function segmentOf(index: u32): usize {
  return segmentAt(directoryOf(loadRoot()), index)
}

/** The same, about to be copied: its table has all its keys. */
export function openSegment(index: u32): usize {
  strategy.beforeStep(selfId)
  const segment = segmentOf(index)
  if (!strategy.isWhole(segment)) {
    begin(false)
    strategy.makeWhole(self, selfId, segment)
    end(0)
  }
  return segment
}

/** For a near cache. */
export function readKnown(record: usize, identity: u32): u32 {
  strategy.beforeKnown(selfId)
  return walking.readKnown(self, record, identity)
}

/** For a walk. */
export function readWalked(record: usize, identity: u32): u32 {
  strategy.beforeStep(selfId)
  return walking.readKnown(self, record, identity)
}

export function readKey(record: usize, identity: u32, from: u32): u32 {
  strategy.beforeStep(selfId)
  return walking.readKey(self, record, identity, from)
}

/** Whether looking for the record's key leads to this very record: so its hash, place and segment are right. */
export function isReachable(record: usize): bool {
  return selectRecordKey(record) && strategy.locate(loadRoot()) == record
}

// --- figures --------------------------------------------------------------------------------------------------------

export function size(): u32 {
  return accounting.size()
}

export function threads(): u32 {
  return accounting.threads()
}

export function usedBytes(): f64 {
  return accounting.usedBytes()
}

export function committedPages(): u32 {
  memory.grow(0)
  return memory.size()
}

export function retries(): u32 {
  return sum(offsetof<SlotEntry>('retries'))
}

export function waits(): u32 {
  return sum(offsetof<SlotEntry>('waits'))
}

export function growths(): u32 {
  return sum(offsetof<SlotEntry>('growths'))
}

export function mutations(): u32 {
  return sum(offsetof<SlotEntry>('mutations'))
}

/** Writes of this slot that succeeded: no other thread moves it. */
export function written(): u32 {
  return own32(entryAt(selfId) + offsetof<SlotEntry>('mutations'))
}

export function reaped(): u32 {
  return load32(offsetof<Header>('reaped'))
}

export * from './offsets'
