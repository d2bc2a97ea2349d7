/**
 * Strings to and from a thread's window. A string all of whose units are below 256 takes one byte for each (Latin-1), any
 * other two, so that lone surrogates survive. The choice depends on the string's units alone, never on how it was made.
 */
import type { Thread } from '../memory/thread.ts'

/** In a length word: two bytes for each unit. */
export const WIDE: number = 2 ** 31
/** Bits of a length word that are the length in bytes. */
export const LENGTH_MASK: number = 2 ** 30 - 1

/** Up to here a loop over charCodeAt (1.7 ns a unit) beats a call into the engine's own copy (45 to 50 ns). */
const LOOP_UNITS = 32
/** Up to here fromCharCode beats a call to the Buffer. */
const SHORT_UNITS = 12

const NARROW = /^[\0-\xff]*$/

export function isNarrow(text: string): boolean {
  return NARROW.test(text)
}

/**
 * Writes the text at `at` (a multiple of 8) and returns its length word as a signed i32; 0 is the empty text's. Returns
 * `DOES_NOT_FIT` and leaves the rest of the window as it may be if there is no room. O(length).
 */
export function writeText(thread: Thread, text: string, at: number): number {
  const { window } = thread
  const units = text.length
  if (units > window.length - at - 8) return DOES_NOT_FIT
  if (units > LOOP_UNITS) return writeLong(thread, text, at)
  const { bytes, words } = thread
  let union = 0
  let i = 0
  // Four at a time: a store costs as much as a unit's load.
  for (; i + 4 <= units; i += 4) {
    const a = text.charCodeAt(i)
    const b = text.charCodeAt(i + 1)
    const c = text.charCodeAt(i + 2)
    const d = text.charCodeAt(i + 3)
    union |= a | b | c | d
    words[(at + i) >> 2] = a | (b << 8) | (c << 16) | (d << 24)
  }
  for (; i < units; i++) {
    const code = text.charCodeAt(i)
    union |= code
    bytes[at + i] = code
  }
  return union < 256 ? units : writeWide(thread, text, at)
}

export const DOES_NOT_FIT: number = -1

const encoder = new TextEncoder()

function writeLong(thread: Thread, text: string, at: number): number {
  const units = text.length
  if (at === 0 && isWrittenAsAscii(text, thread.bytes)) return units
  if (!isNarrow(text)) return writeWide(thread, text, at)
  thread.window.latin1Write(text, at, units)
  return units
}

/** UTF-8 of as many bytes as units is ASCII, and so the same as Latin-1. */
function isWrittenAsAscii(text: string, target: Uint8Array): boolean {
  const { read, written } = encoder.encodeInto(text, target)
  return read === text.length && written === text.length
}

function writeWide(thread: Thread, text: string, at: number): number {
  const bytes = text.length * 2
  if (bytes > thread.window.length - at - 8) return DOES_NOT_FIT
  const words = thread.wideWindow
  const start = at >> 1
  for (let i = 0; i < text.length; i++) words[start + i] = text.charCodeAt(i)
  return bytes | WIDE
}

/** The text of `lengthWord` at the window's start, which must hold all of it. O(length). */
export function readText(thread: Thread, lengthWord: number): string {
  const bytes = lengthWord & LENGTH_MASK
  if (lengthWord < 0) return thread.window.ucs2Slice(0, bytes)
  if (bytes > SHORT_UNITS) return thread.window.latin1Slice(0, bytes)
  let text = ''
  for (let i = 0; i < bytes; i++) text += String.fromCharCode(thread.window[i] ?? 0)
  return text
}
