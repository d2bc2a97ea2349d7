/**
 * Structured values <-> their encoding. Decoding gives, in any thread, what `structuredClone` of the value gives.
 *
 * Two forms: JSON text for what JSON gives back exactly (json-like.ts), the flattened graph of objects for all else
 * (graph-format.ts). Which form a value takes, and every byte of it, depends on the value alone: `compareAndSet`
 * compares encodings, and a value that is read from the map and passed back must equal itself. That rules out V8's own
 * serializer, whose bytes tell how a value came about: 1 is an integer or a double, 'a' has one byte or two, `[1]` is
 * dense or sparse, as the history of the array, string or field has it.
 */
import { ValueError } from '../errors.ts'
import { decodeGraph } from './graph-reader.ts'
import { encodeGraph } from './graph-writer.ts'
import { jsonText } from './json-like.ts'

/**
 * The encoding of a structured value: JSON text, or bytes for `decodeSerialized`. O(size): about 1 us for a JSON-like
 * object of 100 bytes, up to 5 us for another.
 *
 * What is not JSON-like at sight goes through `structuredClone` first: it decides what is legal, reads each getter
 * once, and leaves plain data, so that an instance of a class is encoded as the plain object which it becomes. Getters
 * are the caller's code and may call back into the map: encode before touching anything that the map also uses.
 *
 * Two things differ from the clone, neither in contents: a Buffer cut from the runtime's pool comes back over its own
 * bytes only, and two such no longer share the pool.
 *
 * @throws {ValueError} `ERR_VALUE_TYPE` if structured clone rejects the value (functions, symbols, proxies, promises,
 *   weak collections, a getter that throws, an error reached from its own cause, nesting too deep for the stack), or if
 *   it holds shared memory or an object of the runtime that cloning would share rather than copy (a `KeyObject`, a
 *   `Blob`, a `WebAssembly.Module`).
 */
export function encodeStructured(value: object | bigint): string | Uint8Array {
  if (typeof value === 'bigint') return encodeGraph(value)
  let clone: object
  try {
    const text = jsonText(value)
    if (text) return text
    clone = structuredClone(value)
    const textOfClone = text ?? jsonText(clone)
    if (textOfClone) return textOfClone
  } catch (cause) {
    throw uncloneable(cause)
  }
  return encodeGraph(clone)
}

/** The value that `encodeStructured` gave as text. O(size). */
export function decodeJson(text: string): unknown {
  return JSON.parse(text)
}

/** The value that `encodeStructured` gave as bytes. They must be private to this thread, and are not kept. O(size). */
export function decodeSerialized(bytes: Uint8Array): unknown {
  return decodeGraph(bytes)
}

function uncloneable(cause: unknown): ValueError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ValueError(
    'ERR_VALUE_TYPE',
    `The value cannot be copied between threads: ${reason.replace(/\.?$/, '.')} Store plain data, without functions, ` +
      'symbols and proxies, and not thousands of levels deep.',
    { cause },
  )
}
