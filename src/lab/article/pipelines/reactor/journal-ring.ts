/**
 * Lines on their way to the journal, as bytes in shared memory: one thread puts them in, another writes them from there.
 * A line's bytes are complete before it counts as put (an atomic store orders them), and their room is not used again
 * before it counts as taken.
 */

const PUT = 0
const TAKEN = 1
/** Bytes that were taken, from the beginning. */
const TAKEN_BYTES = 2
const CLOSED = 3
const WORDS = 4

const LINES = 2 ** 13
const BYTES = 2 ** 20
/** A line is not longer: as many rules as there may be, with the order and its customer. */
const MOST_LINE = 2 ** 14
const ZERO = 0x30
const TEN = 10
const WAIT_MS = 1000

export interface JournalBuffers {
  readonly words: SharedArrayBuffer
  readonly dues: SharedArrayBuffer
  readonly ends: SharedArrayBuffer
  readonly bytes: SharedArrayBuffer
}

export function journalBuffers(): JournalBuffers {
  return {
    words: new SharedArrayBuffer(4 * WORDS),
    dues: new SharedArrayBuffer(8 * LINES),
    ends: new SharedArrayBuffer(4 * LINES),
    bytes: new SharedArrayBuffer(BYTES),
  }
}

class Ring {
  protected readonly words: Int32Array
  /** By line, when its request was due. */
  protected readonly dues: Float64Array
  /** By line, where its bytes end, counted from the beginning of all. */
  protected readonly ends: Int32Array
  protected readonly bytes: Uint8Array

  constructor({ words, dues, ends, bytes }: JournalBuffers) {
    this.words = new Int32Array(words)
    this.dues = new Float64Array(dues)
    this.ends = new Int32Array(ends)
    this.bytes = new Uint8Array(bytes)
  }
}

/** The side of the thread that puts lines in. Numbers count all there ever were and wrap at 32 bits. */
export class JournalLines extends Ring {
  #lines = 0
  #at = 0
  readonly #digits = new Uint8Array(20)

  /** Waits while there is no room for a line: whoever reads requests then reads no more. */
  begin(): void {
    while (true) {
      const taken = Atomics.load(this.words, TAKEN)
      const bytes = (this.#at - Atomics.load(this.words, TAKEN_BYTES)) | 0
      if (((this.#lines - taken) | 0) < LINES && bytes <= BYTES - MOST_LINE) return
      Atomics.wait(this.words, TAKEN, taken, WAIT_MS)
    }
  }

  byte(value: number): void {
    this.bytes[this.#at & (BYTES - 1)] = value
    this.#at = (this.#at + 1) | 0
  }

  text(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) this.byte(bytes[i] ?? 0)
  }

  /** A whole number that is not negative. */
  number(value: number): void {
    let rest = value
    let count = 0
    do {
      const quotient = Math.floor(rest / TEN)
      this.#digits[count++] = ZERO + (rest - quotient * TEN)
      rest = quotient
    } while (rest > 0)
    while (count > 0) this.byte(this.#digits[--count] ?? 0)
  }

  /** The line is complete. */
  put(due: number): void {
    const slot = this.#lines & (LINES - 1)
    this.dues[slot] = due
    this.ends[slot] = this.#at
    this.#lines = (this.#lines + 1) | 0
    Atomics.store(this.words, PUT, this.#lines)
    Atomics.notify(this.words, PUT)
  }

  close(): void {
    Atomics.store(this.words, CLOSED, 1)
    Atomics.notify(this.words, PUT)
  }
}

/** The side of the thread that takes lines out. */
export class JournalBatches extends Ring {
  #taken = 0
  #at = 0

  /** Waits for lines, and returns up to which there are some; the same as before if there will be no more. */
  wait(): number {
    while (true) {
      const isClosed = Atomics.load(this.words, CLOSED) !== 0
      const put = Atomics.load(this.words, PUT)
      if (put !== this.#taken || isClosed) return put
      Atomics.wait(this.words, PUT, put, WAIT_MS)
    }
  }

  get taken(): number {
    return this.#taken
  }

  /** Gives the bytes of all lines below `put` to `write`, in one piece or in two, then `done` the dues, and frees them. */
  take(
    put: number,
    write: (bytes: Uint8Array, from: number, length: number) => void,
    done: (due: number) => void,
  ): void {
    const end = this.ends[(put - 1) & (LINES - 1)] ?? 0
    const from = this.#at & (BYTES - 1)
    const length = (end - this.#at) | 0
    const first = Math.min(length, BYTES - from)
    write(this.bytes, from, first)
    if (first < length) write(this.bytes, 0, length - first)
    for (let line = this.#taken; line !== put; line = (line + 1) | 0) {
      done(this.dues[line & (LINES - 1)] ?? 0)
    }
    this.#at = end
    this.#taken = put
    Atomics.store(this.words, TAKEN_BYTES, end)
    Atomics.store(this.words, TAKEN, put)
    Atomics.notify(this.words, TAKEN)
  }
}
