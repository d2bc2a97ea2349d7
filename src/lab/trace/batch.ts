/**
 * Many lines of a trace as columns of numbers over one buffer, so that a thread is sent all of them without a copy. The
 * buffer has room for keys of the longest line at any time; memory that no key has reached is not taken.
 */
import { Buffer } from 'node:buffer'
import { MOST_LINE_BYTES, OPERATIONS, type OperationName } from './text/operation.ts'
import type { ParsedLine } from './text/parse-line.ts'

/** The most lines in a batch. */
export const BATCH_LINES = 4096
const KEY_BYTES = 2 * MOST_LINE_BYTES
/** Up to which length a loop copies faster than a call. */
const SHORT_KEY = 48

/** Operations as columns. */
export interface TraceLines {
  readonly count: number
  /** Numbers of `OPERATIONS`. */
  readonly ops: Uint8Array
  readonly valueBytes: Uint32Array
  /** Where each key ends in `keys`; it begins where the one before ends. */
  readonly keyEnds: Uint32Array
  /** In UTF-8. */
  readonly keys: Uint8Array
}

export interface TraceBatch extends TraceLines {
  /** Operations in it. */
  count: number
  /** Malformed lines that were skipped since the batch before. */
  bad: number
  /** Blank lines and comments since the batch before. */
  ignored: number
  readonly ops: Uint8Array<ArrayBuffer>
  readonly valueBytes: Uint32Array<ArrayBuffer>
  /** Two words for each key. */
  readonly hashes: Uint32Array<ArrayBuffer>
  readonly keyEnds: Uint32Array<ArrayBuffer>
  readonly keys: Uint8Array<ArrayBuffer>
}

/** One operation of a batch. */
export interface TraceOperation {
  readonly op: OperationName
  readonly key: string
  readonly valueBytes: number
}

export function newBatch(): TraceBatch {
  const words = 4 * BATCH_LINES
  const buffer = new ArrayBuffer(4 * words + BATCH_LINES + KEY_BYTES)
  return {
    count: 0,
    bad: 0,
    ignored: 0,
    hashes: new Uint32Array(buffer, 0, 2 * BATCH_LINES),
    valueBytes: new Uint32Array(buffer, 8 * BATCH_LINES, BATCH_LINES),
    keyEnds: new Uint32Array(buffer, 12 * BATCH_LINES, BATCH_LINES),
    ops: new Uint8Array(buffer, 4 * words, BATCH_LINES),
    keys: new Uint8Array(buffer, 4 * words + BATCH_LINES, KEY_BYTES),
  }
}

export function emptyBatch(batch: TraceBatch): void {
  batch.count = 0
  batch.bad = 0
  batch.ignored = 0
}

/** Whether the key of a longest line would not fit any more. */
export function isFull(batch: TraceBatch): boolean {
  return batch.count === BATCH_LINES || keyStartOf(batch, batch.count) > KEY_BYTES - MOST_LINE_BYTES
}

/** Appends the operation of a line in `bytes`. The batch must not be full. */
export function append(batch: TraceBatch, bytes: Uint8Array, line: ParsedLine): void {
  const at = batch.count
  const start = keyStartOf(batch, at)
  copyKey(bytes, line.keyStart, line.keyEnd, batch.keys, start)
  batch.keyEnds[at] = start + line.keyEnd - line.keyStart
  batch.ops[at] = line.op
  batch.valueBytes[at] = line.valueBytes
  batch.hashes[2 * at] = line.hash
  batch.hashes[2 * at + 1] = line.otherHash
  batch.count = at + 1
}

/** The line that `append` would take from `batch.keys`. */
export function lineAt(batch: TraceBatch, at: number, into: ParsedLine): void {
  into.op = batch.ops[at] ?? 0
  into.keyStart = keyStartOf(batch, at)
  into.keyEnd = batch.keyEnds[at] ?? 0
  into.valueBytes = batch.valueBytes[at] ?? 0
  into.hash = batch.hashes[2 * at] ?? 0
  into.otherHash = batch.hashes[2 * at + 1] ?? 0
}

export function keyStartOf(batch: Pick<TraceLines, 'keyEnds'>, at: number): number {
  return at === 0 ? 0 : (batch.keyEnds[at - 1] ?? 0)
}

/** `batch.keys` as text can be read from it. */
export function keyBytes({ keys }: Pick<TraceLines, 'keys'>): Buffer {
  return Buffer.from(keys.buffer, keys.byteOffset, keys.byteLength)
}

/** The operations one by one, for those who are in no hurry. */
export function* operationsOf(batch: TraceBatch): Generator<TraceOperation> {
  const keys = keyBytes(batch)
  for (let at = 0; at < batch.count; at++) {
    yield {
      op: OPERATIONS[batch.ops[at] ?? 0] ?? 'get',
      key: keys.toString('utf8', keyStartOf(batch, at), batch.keyEnds[at]),
      valueBytes: batch.valueBytes[at] ?? 0,
    }
  }
}

function copyKey(
  from: Uint8Array,
  start: number,
  end: number,
  to: Uint8Array,
  toStart: number,
): void {
  if (end - start > SHORT_KEY) {
    to.set(from.subarray(start, end), toStart)
    return
  }
  for (let at = start, place = toStart; at < end; at++, place++) to[place] = from[at] ?? 0
}
