/**
 * One shared memory that many schedules start from: what they write is noted word by word, so that putting it back, and
 * telling one state from another, costs what a schedule did and not what the memory holds.
 */
import type { WasmMemory } from '../../memory/webassembly.ts'
import { mix, mixAgain } from './mixing.ts'

const WORD_BITS = 3
/** Lets the second lane begin elsewhere than the first. */
const LANE = 0x5bd1e995

export class Image {
  readonly memory: WasmMemory
  /** Two lanes of 32 bits: equal if and, but for chance, only if the memory is. Up to date after `rehash`. */
  low = 0
  high = 0
  readonly #words: Int32Array
  #start: Int32Array
  /** Words of 8 bytes written since the start, each once. */
  readonly #dirty: Int32Array
  readonly #isDirty: Uint8Array
  #dirtyCount = 0
  /** Words written since the last `rehash`, each once, and what each word adds to the lanes as they are. */
  readonly #unhashed: Int32Array
  readonly #isUnhashed: Uint8Array
  #unhashedCount = 0
  readonly #lowOf: Int32Array
  readonly #highOf: Int32Array

  constructor(memory: WasmMemory) {
    this.memory = memory
    this.#words = new Int32Array(memory.buffer)
    const count = this.#words.length >> 1
    this.#start = new Int32Array(0)
    this.#dirty = new Int32Array(count)
    this.#isDirty = new Uint8Array(count)
    this.#unhashed = new Int32Array(count)
    this.#isUnhashed = new Uint8Array(count)
    this.#lowOf = new Int32Array(count)
    this.#highOf = new Int32Array(count)
    this.keep()
  }

  get bytes(): number {
    return this.#words.length << 2
  }

  /** What the memory holds now is where every schedule starts. */
  keep(): void {
    this.#start = this.#words.slice()
    this.#forget()
  }

  /** What `keep` kept, to be given to `begin` later. */
  get start(): Int32Array {
    return this.#start
  }

  /** Another start, and the memory as it was then. */
  begin(start: Int32Array): void {
    this.#start = start
    this.restoreAll()
  }

  at(address: number): number {
    return (this.#words[address >> 2] ?? 0) >>> 0
  }

  /** `bytes` from `address` on are about to be written. */
  touch(address: number, bytes: number): void {
    const last = (address + bytes - 1) >> WORD_BITS
    for (let word = address >> WORD_BITS; word <= last; word++) {
      if (this.#isUnhashed[word] === 1) continue
      this.#isUnhashed[word] = 1
      this.#unhashed[this.#unhashedCount++] = word
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
    for (let i = 0; i < this.#dirtyCount; i++) {
      const word = this.#dirty[i] ?? 0
      this.#isDirty[word] = 0
      this.#isUnhashed[word] = 0
      this.#lowOf[word] = 0
      this.#highOf[word] = 0
    }
    this.#dirtyCount = 0
    this.#unhashedCount = 0
    this.low = 0
    this.high = 0
  }

  /** Brings the lanes up to date: of what differs from the start, whatever the order it was written in. */
  rehash(): void {
    for (let i = 0; i < this.#unhashedCount; i++) {
      const word = this.#unhashed[i] ?? 0
      this.#isUnhashed[word] = 0
      const at = word << 1
      const first = this.#words[at] ?? 0
      const second = this.#words[at + 1] ?? 0
      const isSame = first === this.#start[at] && second === this.#start[at + 1]
      const low = isSame ? 0 : mix(mix(mix(at) ^ first) ^ second)
      const high = isSame ? 0 : mixAgain(mixAgain(mixAgain(at ^ LANE) ^ first) ^ second)
      this.low = (this.low + low - (this.#lowOf[word] ?? 0)) | 0
      this.high = (this.high + high - (this.#highOf[word] ?? 0)) | 0
      this.#lowOf[word] = low
      this.#highOf[word] = high
    }
    this.#unhashedCount = 0
  }
}
