/** Keys to a thread's window. */
import { Buffer } from 'node:buffer'
import { FullError, KeyError } from '../errors.ts'
import type { Thread } from '../memory/thread.ts'
import { DOES_NOT_FIT, isNarrow, LENGTH_MASK, writeText } from './text.ts'

/** Kinds of keys, as in kernel/table/keys.ts. */
export const NUMBER_KEY = 1
export const NARROW_KEY = 2
const WIDE_KEY = 3
/** Added to the kind of a key that was staged. */
export const LONG = 4

/** The most that a key may have once encoded, in bytes. */
const MOST_BYTES = 2 ** 20
/** Longer keys are staged, so that most of the window is left for a value. */
const MOST_IN_WINDOW = 2048

/** The key that was written last: what the kernel's calls want to know of it. One for each thread and memory. */
export class KeyWriter {
  /** As in kernel/table/keys.ts, with LONG. */
  kind = 0
  /** The number itself, or the length of the text in bytes. */
  key = 0
  /** The window is free from here on. */
  end = 0
  readonly #thread: Thread

  constructor(thread: Thread) {
    this.#thread = thread
  }

  /** @throws {KeyError} `ERR_KEY_TYPE`, `ERR_KEY_TOO_LONG` */
  write(key: unknown): void {
    if (typeof key === 'string') this.writeText(key)
    else if (typeof key === 'number') {
      this.kind = NUMBER_KEY
      this.key = key
      this.end = 0
    } else throw keyTypeError(key)
  }

  writeText(key: string): void {
    const word = key.length > MOST_IN_WINDOW ? DOES_NOT_FIT : writeText(this.#thread, key, 0)
    const bytes = word & LENGTH_MASK
    if (word === DOES_NOT_FIT || bytes > MOST_IN_WINDOW) {
      this.#stage(key)
      return
    }
    this.kind = word < 0 ? WIDE_KEY : NARROW_KEY
    this.key = bytes
    this.end = (bytes + 7) & ~7
  }

  #stage(key: string): void {
    const narrow = isNarrow(key)
    const length = narrow ? key.length : key.length * 2
    if (length > MOST_BYTES) {
      throw new KeyError(
        'ERR_KEY_TOO_LONG',
        `the key has ${length} bytes, and a key may have ${MOST_BYTES}: use a digest of it`,
      )
    }
    const { kernel, window } = this.#thread
    const bytes = Buffer.from(key, narrow ? 'latin1' : 'utf16le')
    if (kernel.stageKey(length) === 0) {
      throw new FullError(
        'no memory is left to look up so long a key: delete entries, or raise maxBytes',
      )
    }
    for (let from = 0; from < length; from += window.length) {
      const part = bytes.subarray(from, from + window.length)
      window.set(part)
      kernel.stageKeyPart(from, part.length)
    }
    this.kind = (narrow ? NARROW_KEY : WIDE_KEY) | LONG
    this.key = length
    this.end = 0
  }
}

export function keyTypeError(key: unknown): KeyError {
  const type = key === null ? 'null' : typeof key
  return new KeyError('ERR_KEY_TYPE', `a key is a string or a number, not ${type}: convert it`)
}
