/** Cuts chunks of text into lines and appends their operations to batches. A line may lie across any number of chunks. */
import { Buffer } from 'node:buffer'
import { append, isFull, type TraceBatch } from '../batch.ts'
import { TraceLineError } from '../errors.ts'
import { MOST_LINE_BYTES } from './operation.ts'
import { EXPECTED, newParsedLine, parseLine } from './parse-line.ts'

const LINE_FEED = 0x0a
/** What some editors begin UTF-8 with. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const
const LEAST_KEPT_BYTES = 2 ** 12
/** How much of a malformed line an error shows, in bytes. */
const SHOWN_BYTES = 60

export class LineScanner {
  readonly #skipBad: boolean
  readonly #parsed = newParsedLine()
  /** The line under way, from 1. */
  #line = 1
  /** What earlier chunks had of the line under way. */
  #kept = new Uint8Array(LEAST_KEPT_BYTES)
  #keptBytes = 0
  /** The line under way is longer than a line may be; no more of it is kept. */
  #isTooLong = false

  constructor(skipBad: boolean) {
    this.#skipBad = skipBad
  }

  /**
   * Takes lines from `from` on until the chunk ends or the batch is full; returns where it stopped.
   *
   * @throws {TraceLineError} unless bad lines are skipped
   */
  scan(chunk: Uint8Array, from: number, batch: TraceBatch): number {
    let start = from
    while (start < chunk.length && !isFull(batch)) {
      const end = lineEnd(chunk, start)
      if (end === chunk.length) {
        this.#keep(chunk, start, end)
        return end
      }
      if (this.#keptBytes === 0 && !this.#isTooLong) this.#take(chunk, start, end, batch)
      else {
        this.#keep(chunk, start, end)
        this.#takeKept(batch)
      }
      start = end + 1
    }
    return start
  }

  /** Takes a last line that has no line feed. The batch must not be full. */
  end(batch: TraceBatch): void {
    if (this.#keptBytes > 0 || this.#isTooLong) this.#takeKept(batch)
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    const bytes = this.#keptBytes + end - start
    if (this.#isTooLong || bytes > MOST_LINE_BYTES) {
      this.#isTooLong = true
      return
    }
    if (bytes > this.#kept.length) {
      const larger = new Uint8Array(
        Math.min(Math.max(bytes, 2 * this.#kept.length), MOST_LINE_BYTES),
      )
      larger.set(this.#kept.subarray(0, this.#keptBytes))
      this.#kept = larger
    }
    this.#kept.set(chunk.subarray(start, end), this.#keptBytes)
    this.#keptBytes = bytes
  }

  #takeKept(batch: TraceBatch): void {
    if (this.#isTooLong) this.#refuseLong(this.#kept.subarray(0, this.#keptBytes), batch)
    else this.#take(this.#kept, 0, this.#keptBytes, batch)
    this.#isTooLong = false
    this.#keptBytes = 0
  }

  #take(bytes: Uint8Array, start: number, end: number, batch: TraceBatch): void {
    if (end - start > MOST_LINE_BYTES) {
      this.#refuseLong(bytes.subarray(start, end), batch)
      return
    }
    const begin = this.#line === 1 ? afterMark(bytes, start, end) : start
    const outcome = parseLine(bytes, begin, end, this.#parsed)
    if (outcome === 'operation') append(batch, bytes, this.#parsed)
    else if (outcome === 'ignored') batch.ignored++
    else this.#refuse(EXPECTED[outcome], bytes.subarray(start, end), batch)
    this.#line++
  }

  #refuseLong(line: Uint8Array, batch: TraceBatch): void {
    this.#refuse(`at most ${MOST_LINE_BYTES} bytes in a line`, line, batch)
    this.#line++
  }

  #refuse(expected: string, line: Uint8Array, batch: TraceBatch): void {
    if (!this.#skipBad) throw new TraceLineError(this.#line, expected, shown(line))
    batch.bad++
  }
}

function afterMark(bytes: Uint8Array, start: number, end: number): number {
  const after = start + BYTE_ORDER_MARK.length
  return after <= end && BYTE_ORDER_MARK.every((byte, at) => bytes[start + at] === byte)
    ? after
    : start
}

/** The place of the next line feed, or the chunk's end. */
function lineEnd(chunk: Uint8Array, start: number): number {
  let at = start
  while (at < chunk.length && chunk[at] !== LINE_FEED) at++
  return at
}

/** The beginning of a line, quoted, without anything that a terminal would act on. */
function shown(line: Uint8Array): string {
  const text = Buffer.from(line.subarray(0, SHOWN_BYTES)).toString().trimEnd()
  const quoted = JSON.stringify(text).replaceAll(/\p{Cc}/gu, '\ufffd')
  return line.length > SHOWN_BYTES ? `${quoted}...` : quoted
}
