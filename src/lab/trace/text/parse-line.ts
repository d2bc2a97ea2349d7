/**
 * One line of a trace: `op key [bytes]`. It is read as bytes, once, from left to right, and nothing is allocated for it.
 * Words are separated by ASCII white space, so that the carriage return of a CRLF is white space as well. A key is taken as
 * it stands, without any escapes.
 */
import { isUtf8 } from 'node:buffer'
import { DEFAULT_VALUE_BYTES, DELETE, GET, MOST_VALUE_BYTES, SET } from './operation.ts'

/** Where the parts of a line are, and what they say. One object serves all lines. */
export interface ParsedLine {
  op: number
  keyStart: number
  keyEnd: number
  valueBytes: number
  /** Two independent hashes of the key's bytes, 32 bits each. */
  hash: number
  otherHash: number
}

export function newParsedLine(): ParsedLine {
  return { op: GET, keyStart: 0, keyEnd: 0, valueBytes: 0, hash: 0, otherHash: 0 }
}

export type Malformed = 'bad operation' | 'no key' | 'bad key' | 'bad bytes' | 'bad rest'

/** What was expected where a line is malformed. */
export const EXPECTED: Readonly<Record<Malformed, string>> = {
  'bad operation': 'get, set or delete',
  'no key': 'a key after the operation',
  'bad key': 'a key in UTF-8',
  'bad bytes': `a number of bytes from 0 to ${MOST_VALUE_BYTES} after the key`,
  'bad rest': 'the end of the line after the number of bytes',
}

/** `ignored`: a blank line or a comment. */
export type LineOutcome = 'operation' | 'ignored' | Malformed

const HASH_SIGN = 0x23
const ZERO = 0x30
const NINE = 0x39

/** Fills `into` if the outcome is `operation`. The line is `bytes` from `start` to `end`. O(its length). */
export function parseLine(
  bytes: Uint8Array,
  start: number,
  end: number,
  into: ParsedLine,
): LineOutcome {
  const opStart = afterSpace(bytes, start, end)
  if (opStart === end || bytes[opStart] === HASH_SIGN) return 'ignored'
  const opEnd = afterWord(bytes, opStart, end)
  into.op = operationIn(bytes, opStart, opEnd)
  if (into.op < 0) return 'bad operation'
  into.keyStart = afterSpace(bytes, opEnd, end)
  if (into.keyStart === end) return 'no key'
  if (!takeKey(bytes, end, into)) return 'bad key'
  const sizeStart = afterSpace(bytes, into.keyEnd, end)
  if (sizeStart === end) {
    into.valueBytes = DEFAULT_VALUE_BYTES
    return 'operation'
  }
  const sizeEnd = afterWord(bytes, sizeStart, end)
  into.valueBytes = numberIn(bytes, sizeStart, sizeEnd)
  if (into.valueBytes < 0) return 'bad bytes'
  return afterSpace(bytes, sizeEnd, end) === end ? 'operation' : 'bad rest'
}

/** Finds the key's end and hashes it on the way: FNV-1a, and another prime with a shift. False if it is not UTF-8. */
function takeKey(bytes: Uint8Array, end: number, into: ParsedLine): boolean {
  const start = into.keyStart
  let hash = 0x811c9dc5
  let other = 0x9e3779b9
  let all = 0
  let at = start
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (isSpace(byte)) break
    hash = Math.imul(hash ^ byte, 0x01000193)
    other = Math.imul(other ^ byte, 0x9e3779b1)
    other ^= other >>> 15
    all |= byte
  }
  into.keyEnd = at
  into.hash = mixed(hash)
  into.otherHash = mixed(other)
  return all < 0x80 || isUtf8(bytes.subarray(start, at))
}

/** The end of MurmurHash3: all bits of the hash depend on all others. */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** -1 if it is none. */
function operationIn(bytes: Uint8Array, start: number, end: number): number {
  if (end - start === 3) {
    if (spells(bytes, start, 'get')) return GET
    if (spells(bytes, start, 'set')) return SET
  } else if (end - start === 6 && spells(bytes, start, 'delete')) return DELETE
  return -1
}

function spells(bytes: Uint8Array, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    if (bytes[start + i] !== word.charCodeAt(i)) return false
  }
  return true
}

/** -1 if it is not a number of bytes that a value may have. */
function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) {
    const digit = bytes[at] ?? 0
    if (digit < ZERO || digit > NINE) return -1
    value = value * 10 + digit - ZERO
    if (value > MOST_VALUE_BYTES) return -1
  }
  return value
}

function afterSpace(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && isSpace(bytes[at] ?? 0)) at++
  return at
}

function afterWord(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end && !isSpace(bytes[at] ?? 0)) at++
  return at
}

/** Space, and tab to carriage return. */
function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte <= 0x0d && byte >= 0x09)
}
