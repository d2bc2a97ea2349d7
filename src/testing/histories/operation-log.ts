/**
 * What one thread of a storm did, in shared memory, so that it is there after the thread was terminated. Each operation is
 * written down before it begins and completed after it ended: the last one of a thread that died in it is there without
 * a return.
 *
 * Only the thread itself writes, one after the other if it was replaced; others read `count`, and the rest once it rests.
 */

/** Words of an operation in `#words`. */
const CODE = 0
const KEY = 1
const CALL = 2
const RETURN = 3
const WORDS = 4
/** And in `#numbers`. */
const ARGUMENT = 0
const EXPECTED = 1
const RESULT = 2
const NUMBERS = 3

const COUNT_BYTES = 64

export class OperationLog {
  readonly buffer: SharedArrayBuffer
  readonly capacity: number
  readonly #count: Int32Array
  readonly #numbers: Float64Array
  readonly #words: Uint32Array

  constructor(
    capacity: number,
    buffer: SharedArrayBuffer = new SharedArrayBuffer(bytesFor(capacity)),
  ) {
    this.capacity = capacity
    this.buffer = buffer
    this.#count = new Int32Array(buffer, 0, 1)
    this.#numbers = new Float64Array(buffer, COUNT_BYTES, capacity * NUMBERS)
    this.#words = new Uint32Array(buffer, COUNT_BYTES + this.#numbers.byteLength, capacity * WORDS)
  }

  /** Operations that were begun. */
  get count(): number {
    return Atomics.load(this.#count, 0)
  }

  /** Only while the thread rests. */
  clear(): void {
    Atomics.store(this.#count, 0, 0)
  }

  /** Writes an operation down that is about to begin. It counts from then on, whether or not it takes place. */
  begin(code: number, key: number, argument: number, expected: number, call: number): void {
    const place = this.count
    const word = place * WORDS
    const number = place * NUMBERS
    this.#words[word + CODE] = code
    this.#words[word + KEY] = key
    this.#words[word + CALL] = call
    this.#words[word + RETURN] = 0
    this.#numbers[number + ARGUMENT] = argument
    this.#numbers[number + EXPECTED] = expected
    Atomics.store(this.#count, 0, place + 1)
  }

  /** Completes the one that was begun last. */
  end(result: number, stamp: number): void {
    const place = this.count - 1
    this.#numbers[place * NUMBERS + RESULT] = result
    this.#words[place * WORDS + RETURN] = stamp
  }

  /** Whether the thread is in an operation just now, and if a code is given, in one of those. */
  isBusy(code?: number): boolean {
    const word = (this.count - 1) * WORDS
    if (word < 0 || this.#words[word + RETURN] !== 0) return false
    return code === undefined || this.#words[word + CODE] === code
  }

  codeAt(place: number): number {
    return this.#words[place * WORDS + CODE] ?? 0
  }

  keyAt(place: number): number {
    return this.#words[place * WORDS + KEY] ?? 0
  }

  argumentAt(place: number): number {
    return this.#numbers[place * NUMBERS + ARGUMENT] ?? 0
  }

  expectedAt(place: number): number {
    return this.#numbers[place * NUMBERS + EXPECTED] ?? 0
  }

  resultAt(place: number): number {
    return this.#numbers[place * NUMBERS + RESULT] ?? 0
  }

  /** Infinity where there is none. */
  callAt(place: number): number {
    const call = this.#words[place * WORDS + CALL]
    return call === undefined || place >= this.count ? Number.POSITIVE_INFINITY : call
  }

  /** 0 if it never returned. */
  returnAt(place: number): number {
    return this.#words[place * WORDS + RETURN] ?? 0
  }
}

function bytesFor(capacity: number): number {
  return COUNT_BYTES + capacity * (NUMBERS * 8 + WORDS * 4)
}
