/** Cuts what comes over the connection into requests, as chunks come. */
import { DUE, HEADER, KEY, LENGTH } from './frame.ts'

export interface Request {
  readonly key: number
  readonly due: number
  readonly document: Buffer
}

export class FrameCutter {
  /** The beginning of a request whose rest is to come. */
  #chunks: Buffer[] = []
  #bytes = 0
  /** Bytes that the request is known to need, or its header. */
  #needed = HEADER;

  /** The requests that are complete with this chunk. It is its giver's again when they are done: what is kept is copied. */
  *cut(chunk: Buffer): Generator<Request> {
    this.#bytes += chunk.length
    if (this.#bytes < this.#needed) {
      this.#chunks.push(Buffer.from(chunk))
      return
    }
    let rest = this.#chunks.length === 0 ? chunk : Buffer.concat([...this.#chunks, chunk])
    while (rest.length >= HEADER) {
      const end = HEADER + rest.readUInt32LE(LENGTH)
      if (rest.length < end) break
      yield {
        key: rest.readUInt32LE(KEY),
        due: rest.readDoubleLE(DUE),
        document: rest.subarray(HEADER, end),
      }
      rest = rest.subarray(end)
    }
    this.#chunks = rest.length === 0 ? [] : [Buffer.from(rest)]
    this.#bytes = rest.length
    this.#needed = rest.length < HEADER ? HEADER : HEADER + rest.readUInt32LE(LENGTH)
  }
}
