/**
 * The words that rules ask for, by number. A word of a document is looked up by its bytes where they are; one that no
 * rule asks for has the number 0, since all such words are alike to the rules.
 */

/** Of no word. */
export const UNKNOWN = 0
const LEAST_PLACES = 16
/** Of FNV-1a. */
const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

export class Symbols {
  readonly #words: readonly Uint8Array[]
  /** Numbers by hash, open addressing. */
  readonly #table: Int32Array
  readonly #mask: number

  constructor(words: readonly string[]) {
    const encoder = new TextEncoder()
    this.#words = words.map((word) => encoder.encode(word))
    let places = LEAST_PLACES
    while (places < words.length * 4) places *= 2
    this.#table = new Int32Array(places)
    this.#mask = places - 1
    for (const [at, word] of this.#words.entries()) this.#insert(word, at + 1)
  }

  /** The number of the word in bytes `from` to `end`. */
  find(bytes: Uint8Array, from: number, end: number): number {
    for (let place = hashOf(bytes, from, end) & this.#mask; ; place = (place + 1) & this.#mask) {
      const number = this.#table[place] ?? UNKNOWN
      if (number === UNKNOWN || this.#is(number, bytes, from, end)) return number
    }
  }

  #is(number: number, bytes: Uint8Array, from: number, end: number): boolean {
    const word = this.#words[number - 1]
    if (word === undefined || word.length !== end - from) return false
    for (let i = 0; i < word.length; i++) {
      if (word[i] !== bytes[from + i]) return false
    }
    return true
  }

  #insert(word: Uint8Array, number: number): void {
    let place = hashOf(word, 0, word.length) & this.#mask
    while (this.#table[place] !== UNKNOWN) place = (place + 1) & this.#mask
    this.#table[place] = number
  }
}

function hashOf(bytes: Uint8Array, from: number, end: number): number {
  let hash = OFFSET_BASIS
  for (let at = from; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME)
  return hash ^ (hash >>> 15)
}
