/** Values to and from a thread's window. What the tags mean is said in kernel/table/references.ts. */
import { Buffer } from 'node:buffer'
import { FullError, OptionError, ValueError } from '../errors.ts'
import { RESULT, RESULT_F64, type Thread } from '../memory/thread.ts'
import { decodeJson, decodeSerialized, encodeStructured } from './structured.ts'
import { DOES_NOT_FIT, isNarrow, LENGTH_MASK, readText, WIDE, writeText } from './text.ts'

export const TAG = {
  special: 0,
  number: 1,
  text: 3,
  json: 4,
  bytes: 5,
  serialized: 6,
  /** By the user's codec. */
  custom: 7,
  /** Replaced while it was read: ask again. */
  changed: 14,
  none: 15,
} as const
/** Added to the tag of a value that was staged. */
const HELD = 8

const NULL = 2
const FALSE = 3
const TRUE = 4

/** A user's own encoding of objects. Both functions must be pure: every thread has its own copy of them. */
export interface ValueCodec {
  encode(value: object): Uint8Array
  /** `bytes` are the callee's to keep. */
  decode(bytes: Uint8Array): unknown
}

/** A value's tag and what of it goes into memory. Two values are equal for the map if these are. */
export interface Encoding {
  readonly tag: number
  readonly content: Content
}

export type Content = string | number | Uint8Array

/** The value that was written last, as the kernel's calls want it; and reading what the last call found. */
export class ValueIO {
  tag = 0
  length = 0
  number = 0
  readonly #thread: Thread
  readonly #mostBytes: number
  readonly #codec: ValueCodec | undefined
  readonly #freeze: boolean

  constructor(thread: Thread, mostBytes: number, codec: ValueCodec | undefined, freeze: boolean) {
    this.#thread = thread
    this.#mostBytes = mostBytes
    this.#codec = codec
    this.#freeze = freeze
  }

  /**
   * The encoding of any value. May run the user's code (getters, `codec.encode`), which may use this very map: so it
   * comes before the key or anything else is put into the window.
   *
   * @throws {ValueError} `ERR_VALUE_TYPE`
   */
  encode(value: unknown): Encoding {
    switch (typeof value) {
      case 'number':
        return { tag: TAG.number, content: value }
      case 'string':
        return { tag: TAG.text, content: value }
      case 'boolean':
        return { tag: TAG.special, content: value ? TRUE : FALSE }
      case 'bigint':
        return structured(encodeStructured(value))
      case 'object':
        return value === null ? { tag: TAG.special, content: NULL } : this.#encodeObject(value)
      default:
        throw valueTypeError(value)
    }
  }

  #encodeObject(value: object): Encoding {
    if (value instanceof Uint8Array) return { tag: TAG.bytes, content: unshared(value) }
    if (this.#codec === undefined) return structured(encodeStructured(value))
    return { tag: TAG.custom, content: this.#encoded(value) }
  }

  #encoded(value: object): Uint8Array {
    const bytes: unknown = this.#codec?.encode(value)
    if (bytes instanceof Uint8Array) return unshared(bytes)
    throw new ValueError('ERR_VALUE_TYPE', 'codec.encode gave no Uint8Array: mend the codec')
  }

  /**
   * Writes an encoding at `at`, a multiple of 8, or stages it.
   *
   * @throws {ValueError} `ERR_VALUE_TOO_LARGE` @throws {FullError} `ERR_FULL`
   */
  write(tag: number, content: Content, at: number, keyIsStaged: boolean): void {
    this.tag = tag
    if (typeof content === 'string') this.#writeText(content, at, keyIsStaged)
    else if (typeof content === 'object') this.#writeBytes(content, at, keyIsStaged)
    else if (tag === TAG.number) this.number = content
    else this.length = content
  }

  #writeText(text: string, at: number, keyIsStaged: boolean): void {
    this.length = writeText(this.#thread, text, at)
    if (this.length !== DOES_NOT_FIT) return
    const narrow = isNarrow(text)
    const bytes = Buffer.from(text, narrow ? 'latin1' : 'utf16le')
    this.#stage(bytes, narrow ? bytes.length : bytes.length | WIDE, keyIsStaged)
  }

  #writeBytes(bytes: Uint8Array, at: number, keyIsStaged: boolean): void {
    const { window } = this.#thread
    this.length = bytes.length
    if (bytes.length > window.length - at - 8) this.#stage(bytes, bytes.length, keyIsStaged)
    else window.set(bytes, at)
  }

  /** Through the window in parts, into a block that the kernel holds for the next call. */
  #stage(bytes: Uint8Array, lengthWord: number, keyIsStaged: boolean): void {
    const { length } = bytes
    if (length > this.#mostBytes) {
      throw new ValueError(
        'ERR_VALUE_TOO_LARGE',
        `the value has ${length} bytes, and a value of this map may have ${this.#mostBytes}: raise maxBytes, or split it`,
      )
    }
    const { kernel, window } = this.#thread
    if (kernel.stageValue(lengthWord, length, keyIsStaged ? 1 : 0) === 0) throw fullError()
    for (let from = 0; from < length; from += window.length) {
      const part = bytes.subarray(from, from + window.length)
      window.set(part)
      kernel.stageValuePart(from, part.length)
    }
    this.tag |= HELD
    this.length = lengthWord
  }

  /** Whether the value written last was too long for the window, which then holds the rest of it. */
  get isStaged(): boolean {
    return (this.tag & HELD) !== 0
  }

  /** What the last call found, decoded; CHANGED if another thread replaced it while its parts were fetched. */
  read(tag: number): unknown {
    const lengthWord = this.#thread.results[RESULT.length] ?? 0
    if (tag === TAG.text && (lengthWord & LENGTH_MASK) <= this.#thread.window.length) {
      return readText(this.#thread, lengthWord)
    }
    const encoding = this.readEncoding(tag)
    return encoding === CHANGED ? CHANGED : this.decode(encoding)
  }

  decode(encoding: Encoding): unknown {
    const { tag, content } = encoding
    if (tag === TAG.special) return content === NULL ? null : content === TRUE
    if (tag === TAG.json && typeof content === 'string') return this.#guarded(decodeJson(content))
    if (typeof content !== 'object') return content
    if (tag === TAG.serialized) return this.#guarded(decodeSerialized(content))
    if (tag === TAG.custom) return this.#guarded(this.#decoder().decode(content))
    return content
  }

  /** The same without decoding it. */
  readEncoding(tag: number): Encoding | typeof CHANGED {
    const { results, numbers } = this.#thread
    const length = results[RESULT.length] ?? 0
    switch (tag) {
      case TAG.changed:
        return CHANGED
      case TAG.special:
        return { tag, content: length }
      case TAG.number:
        return { tag, content: numbers[RESULT_F64.number] ?? 0 }
      case TAG.text:
      case TAG.json:
        return this.#readText(tag, length)
      default:
        return this.#readBytes(tag, length & LENGTH_MASK)
    }
  }

  #readText(tag: number, lengthWord: number): Encoding | typeof CHANGED {
    const length = lengthWord & LENGTH_MASK
    if (length <= this.#thread.window.length) {
      return { tag, content: readText(this.#thread, lengthWord) }
    }
    const bytes = this.#fetch(length)
    if (bytes === undefined) return CHANGED
    return { tag, content: bytes.toString(lengthWord < 0 ? 'utf16le' : 'latin1') }
  }

  #readBytes(tag: number, length: number): Encoding | typeof CHANGED {
    const bytes = this.#fetch(length)
    if (bytes === undefined) return CHANGED
    return { tag, content: new Uint8Array(bytes.buffer, bytes.byteOffset, length) }
  }

  /** A private copy of the whole value, of which the window has the first part. */
  #fetch(length: number): Buffer | undefined {
    const { kernel, results, window } = this.#thread
    const record = results[RESULT.record] ?? 0
    const stamp = results[RESULT.stamp] ?? 0
    const bytes = Buffer.from(new ArrayBuffer(length))
    bytes.set(window.subarray(0, length))
    for (let from = window.length; from < length; from += window.length) {
      if (kernel.readMore(record, stamp, from) === 0) return undefined
      bytes.set(window.subarray(0, length - from), from)
    }
    return bytes
  }

  #decoder(): ValueCodec {
    if (this.#codec !== undefined) return this.#codec
    throw new OptionError('codec: the value was stored through one, so attach with the same codec')
  }

  #guarded(value: unknown): unknown {
    return this.#freeze ? deepFreeze(value) : value
  }
}

function structured(content: string | Uint8Array): Encoding {
  return { tag: typeof content === 'string' ? TAG.json : TAG.serialized, content }
}

/** Equality of encodings: -0 is not 0, and NaN is NaN. */
export function sameEncoding(a: Encoding, b: Encoding): boolean {
  if (a.tag !== b.tag) return false
  if (typeof a.content !== 'object' || typeof b.content !== 'object') {
    return Object.is(a.content, b.content)
  }
  return Buffer.compare(a.content, b.content) === 0
}

export const CHANGED: unique symbol = Symbol('changed while it was read')

function unshared(bytes: Uint8Array): Uint8Array {
  if (!(bytes.buffer instanceof SharedArrayBuffer)) return bytes
  throw new ValueError(
    'ERR_VALUE_TYPE',
    'a view on shared memory is not a value, since others may change it: store a copy, bytes.slice()',
  )
}

function valueTypeError(value: unknown): ValueError {
  const why =
    value === undefined ? 'undefined means absent: delete the key instead' : 'store plain data'
  return new ValueError('ERR_VALUE_TYPE', `${typeof value} is not a value: ${why}`)
}

export function fullError(): FullError {
  return new FullError(
    'the map is full: delete entries, or create it with a larger maxBytes (updates and deletes still work)',
  )
}

function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  if (ArrayBuffer.isView(value)) return value
  Object.freeze(value)
  for (const part of partsOf(value)) deepFreeze(part)
  return value
}

/** A Map or a Set itself cannot be frozen, but what it holds can. */
function partsOf(value: object): Iterable<unknown> {
  if (value instanceof Map) return [...value.keys(), ...value.values()]
  return value instanceof Set ? value : Object.values(value)
}
