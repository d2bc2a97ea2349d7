/**
 * Walking a map. A segment's table is copied at once, with the identity of each record in it; the copy holds if the
 * segment's word is then still the same. So a key that is present throughout is in exactly one copy, and none is in two:
 * a key never changes its segment, and a record that has become another key's has another identity.
 */
import { Buffer } from 'node:buffer'
import { NARROW_KEY, NUMBER_KEY } from '../codec/keys.ts'
import { readText, WIDE } from '../codec/text.ts'
import { offset } from '../memory/kernel.ts'
import { RESULT, RESULT_F64, type Thread } from '../memory/thread.ts'
import type { Key } from './map.ts'

const TABLE_BITS = 31

/** The records of one segment as they were at one instant, each followed by its identity. O(slots). */
export function copySegment(thread: Thread, index: number): Int32Array {
  const { kernel, memory } = thread
  while (true) {
    const segment = kernel.openSegment(index) >>> 0
    const word = new BigInt64Array(memory.buffer, segment, 1)
    const before = Atomics.load(word, 0)
    const found = copyTable(thread, before)
    const still = kernel.segmentOf(index) >>> 0 === segment && Atomics.load(word, 0) === before
    if (found !== undefined && still) return found
    kernel.committedPages()
  }
}

/** Undefined if what was read cannot be a table: it was freed under our eyes, or our view of memory is too short. */
function copyTable(thread: Thread, word: bigint): Int32Array | undefined {
  const { layout, memory } = thread
  const table = Number(word & 0xffffffffn)
  if (table === 0) return new Int32Array(0)
  const slots = 2 ** (Number(word >> 32n) & TABLE_BITS)
  const words = new Int32Array(memory.buffer)
  const identityAt = offset(layout, 'RECORD_IDENTITY') >> 2
  const copy = new Int32Array(slots * 2)
  let filled = 0
  for (let at = table >>> 2, end = at + slots * 2; at < end; at += 2) {
    if (at >= words.length) return undefined
    const record = Atomics.load(words, at)
    if (record === 0 || record === 1) continue
    const place = (record >>> 2) + identityAt
    if (place >= words.length) return undefined
    const identity = Atomics.load(words, place)
    copy[filled++] = record
    copy[filled++] = identity
  }
  return copy.subarray(0, filled)
}

/** The key of a record, if it is still the key's with that identity and has a value. */
export function readKey(thread: Thread, record: number, identity: number): Key | undefined {
  const { kernel, results, numbers, window } = thread
  const kind = kernel.readKey(record, identity, 0)
  if (kind === 0) return undefined
  if (kind === NUMBER_KEY) return numbers[RESULT_F64.number]
  const length = results[RESULT.length] ?? 0
  const wide = kind !== NARROW_KEY
  if (length <= window.length) return readText(thread, wide ? length | WIDE : length)
  const bytes = Buffer.from(new ArrayBuffer(length))
  bytes.set(window)
  for (let from = window.length; from < length; from += window.length) {
    if (kernel.readKey(record, identity, from) === 0) return undefined
    bytes.set(window.subarray(0, length - from), from)
  }
  return bytes.toString(wide ? 'utf16le' : 'latin1')
}
