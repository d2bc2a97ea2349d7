/** Values of any size. Strings are flat, as those from a request or a file are, never concatenations. */
import { Buffer } from 'node:buffer'

/** Values up to this size are kept: of all of them together 8 MiB at most. */
const MOST_KEPT_BYTES = 4096

export class Filler {
  readonly #kept: Map<number, string> = new Map()
  #bytes = Buffer.alloc(MOST_KEPT_BYTES, 'v')

  /** One-byte characters, so many. */
  valueOf(bytes: number): string {
    const kept = this.#kept.get(bytes)
    if (kept !== undefined) return kept
    const value = this.#make(bytes)
    if (bytes <= MOST_KEPT_BYTES) this.#kept.set(bytes, value)
    return value
  }

  #make(bytes: number): string {
    if (bytes > this.#bytes.length) {
      this.#bytes = Buffer.alloc(2 ** Math.ceil(Math.log2(bytes)), 'v')
    }
    return this.#bytes.toString('latin1', 0, bytes)
  }
}
