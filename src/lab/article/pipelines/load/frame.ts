/** How a request comes over the connection: a header, then the document. */

/** Bytes of the document. */
export const LENGTH = 0
/** The customer, as a message queue has the key of a message beside it. */
export const KEY = 4
/** The moment at which the request is due, on the clock of the machine; 0 while the service warms up. */
export const DUE = 8
export const HEADER = 16

/** A document is not longer. */
export const MOST_BYTES: number = 2 ** 16

export function frameOf(key: number, document: string): Buffer {
  const length = Buffer.byteLength(document)
  if (length > MOST_BYTES) throw new RangeError(`a document of ${length} bytes`)
  const frame = Buffer.alloc(HEADER + length)
  frame.writeUInt32LE(length, LENGTH)
  frame.writeUInt32LE(key, KEY)
  frame.write(document, HEADER)
  return frame
}
