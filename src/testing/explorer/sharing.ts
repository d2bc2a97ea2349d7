/**
 * Which words more than one thread touches, and at least one writes: only before such an access can it matter who runs.
 * A search stops at the words that were known when it began; if it finds more, it begins anew with these. That is sound:
 * up to its first access to a word not known as shared, every schedule is equivalent to one that stops at known words
 * only, for all else commutes with what other threads do (Godefroid, "Partial-Order Methods", 1996); that one was run, or
 * begins with a state that was met, and so the word would be known.
 *
 * Words are of 8 bytes: two fields in one count as one, which is safe, and only costs schedules.
 */
import { isPlain, writes } from './accesses.ts'

const WORD_BITS = 3

export class Sharing {
  /** By word: a bit for each thread that read it, wrote it, or touched it with an access that is not atomic. */
  readonly #readers: Uint8Array
  readonly #writers: Uint8Array
  readonly #plain: Uint8Array
  /** By word: 1 + its number among the shared ones; 0 for a word that is not. */
  readonly #numbers: Int32Array
  #shared = 0
  #found = 0
  /** The last number of a word at which threads stop. */
  #lastStop = Number.POSITIVE_INFINITY

  constructor(bytes: number) {
    const words = bytes >> WORD_BITS
    this.#readers = new Uint8Array(words)
    this.#writers = new Uint8Array(words)
    this.#plain = new Uint8Array(words)
    this.#numbers = new Int32Array(words)
  }

  /** Grows with each word that turns out to be shared, or to be shared and not always atomic. */
  get found(): number {
    return this.#found
  }

  /** Until the next call, threads stop at the words that are known now. */
  freeze(): void {
    this.#lastStop = this.#shared
  }

  /** Whether the access touches a word at which threads stop. */
  isShared(address: number, bytes: number): boolean {
    return this.#touches(address, bytes, this.#lastStop)
  }

  /** Whether it touches a word that is known as shared, be it found since the search began. */
  isKnown(address: number, bytes: number): boolean {
    return this.#touches(address, bytes, Number.POSITIVE_INFINITY)
  }

  #touches(address: number, bytes: number, lastNumber: number): boolean {
    const last = (address + bytes - 1) >> WORD_BITS
    for (let word = address >> WORD_BITS; word <= last; word++) {
      const number = this.#numbers[word] ?? 0
      if (number !== 0 && number <= lastNumber) return true
    }
    return false
  }

  /** The shared word's number, from 0 on; -1 if it is not known as shared. */
  numberOf(address: number): number {
    return (this.#numbers[address >> WORD_BITS] ?? 0) - 1
  }

  /** Whether threads may race for the shared word: not all that touch it do so atomically. */
  isSuspect(address: number): boolean {
    return this.#plain[address >> WORD_BITS] !== 0
  }

  note(thread: number, address: number, bytes: number, access: number): void {
    const touched = writes(access) ? this.#writers : this.#readers
    const isAtomic = !isPlain(access)
    const bit = 1 << thread
    const last = (address + bytes - 1) >> WORD_BITS
    for (let word = address >> WORD_BITS; word <= last; word++) {
      const before = touched[word] ?? 0
      if ((before & bit) !== 0 && (isAtomic || this.#plain[word] !== 0)) continue
      touched[word] = before | bit
      this.#judge(word, isAtomic)
    }
  }

  #judge(word: number, isAtomic: boolean): void {
    const wasSuspect = this.#plain[word] !== 0
    if (!isAtomic) this.#plain[word] = 1
    const writers = this.#writers[word] ?? 0
    const all = writers | (this.#readers[word] ?? 0)
    if (writers === 0 || (all & (all - 1)) === 0) return
    if (this.#numbers[word] === 0) this.#numbers[word] = ++this.#shared
    else if (isAtomic || wasSuspect) return
    this.#found++
  }
}
