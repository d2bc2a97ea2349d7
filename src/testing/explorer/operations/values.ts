/** Values as the explorer writes and reads them. */
import { Buffer } from 'node:buffer'
import { TAG } from '../../../codec/values.ts'
import { RESULT, RESULT_F64 } from '../../../memory/thread.ts'
import type { Value } from '../model.ts'
import type { Output, Performer } from './operation.ts'

const NULL = 2
/** Long enough for several words. */
export const TEXT_BYTES = 24
/** So long that it has whole units of the heap to itself. Only its first bytes are written, and looked at. */
export const RUN_BYTES = 8200

/** A text of `length` times the same letter. */
export function textOf(letter: string, length: number = TEXT_BYTES): Value {
  return `${length} x ${letter}`
}

export function bytesOf(letter: string): Buffer {
  return Buffer.alloc(TEXT_BYTES, letter)
}

/** What a read left in the thread's results and window. */
export function read(thread: Performer, tag: number): Output {
  const { results, numbers, window } = thread
  if (tag === TAG.number) return numbers[RESULT_F64.number]
  if (tag === TAG.none) return undefined
  if (tag === TAG.special && results[RESULT.length] === NULL) return 'null'
  if (tag !== TAG.text) return `tag ${tag}`
  const length = results[RESULT.length] ?? 0
  const bytes = window.subarray(0, Math.min(length, TEXT_BYTES))
  const first = bytes[0] ?? 0
  if (!bytes.every((byte) => byte === first)) return `torn: ${bytes}`
  return textOf(String.fromCharCode(first), length)
}
