/**
 * One shared memory that many schedules start from: what they write is noted word by word, so that putting it back, and
 * telling one outcome from another, costs what a schedule did and not what the memory holds.
 */
import type { WasmMemory } from '../../memory/webassembly.ts'

const WORD_BITS = 3

export class Image {
  readonly memory: WasmMemory
  readonly #words: Int32Array
  #start: Int32Array
  /** Words of 8 bytes written since the start, each once. */
  readonly #dirty: Int32Array
  readonly #isDirty: Uint8Array
  #dirtyCount = 0

  constructor(memory: WasmMemory) {
    this.memory = memory
    this.#words = new Int32Array(memory.buffer)
    this.#start = new Int32Array(0)
    this.#dirty = new Int32Array(this.#words.length >> 1)
    this.#isDirty = new Uint8Array(this.#words.length >> 1)
    this.keep()
  }

  /** What the memory holds now is where every schedule starts. */
  keep(): void {
    this.#start = this.#words.slice()
    this.#forget()
  }

  at(address: number): number {
    return (this.#words[address >> 2] ?? 0) >>> 0
  }

  /** `bytes` from `address` on are about to be written. */
  touch(address: number, bytes: number): void {
    const last = (address + bytes - 1) >> WORD_BITS
    for (let word = address >> WORD_BITS; word <= last; word++) {
      if (this.#isDirty[word] === 1) continue
      this.#isDirty[word] = 1
      this.#dirty[this.#dirtyCount++] = word
    }
  }

  /** Puts the words back that were touched. */
  restore(): void {
    for (let i = 0; i < this.#dirtyCount; i++) {
      const at = (this.#dirty[i] ?? 0) << 1
      this.#words[at] = this.#start[at] ?? 0
      this.#words[at + 1] = this.#start[at + 1] ?? 0
    }
    this.#forget()
  }

  /** Puts all back: after calls that were not watched. */
  restoreAll(): void {
    this.#words.set(this.#start)
    this.#forget()
  }

  #forget(): void {
    for (let i = 0; i < this.#dirtyCount; i++) this.#isDirty[this.#dirty[i] ?? 0] = 0
    this.#dirtyCount = 0
  }

  /** Of what differs from the start, whatever the order it was written in; 53 bits. */
  hash(): number {
    let low = 0
    let high = 0
    for (let i = 0; i < this.#dirtyCount; i++) {
      const at = (this.#dirty[i] ?? 0) << 1
      const first = this.#words[at] ?? 0
      const second = this.#words[at + 1] ?? 0
      if (first === this.#start[at] && second === this.#start[at + 1]) continue
      const mixed = mix(mix(mix(at) ^ first) ^ second)
      low = (low + mixed) | 0
      high = (high + mix(mixed ^ 0x5bd1e995)) | 0
    }
    return (high & 0x1fffff) * 2 ** 32 + (low >>> 0)
  }
}

/** The end of MurmurHash3 (Appleby). */
export function mix(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
