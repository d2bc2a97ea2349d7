/**
 * The form of structured values that are not JSON-like: the graph of objects as a flat list, in JSON text (UTF-8); then,
 * if it holds ArrayBuffers, a zero byte, which JSON text never has, and their bytes one after another.
 *
 *   text = [slot of the root, node 1, node 2, ...]
 *
 * Objects are numbered as they are met, breadth first: a cycle or a shared reference is a number like any other, and
 * depth costs no stack. All of the text follows from the value, hence equal values have equal bytes.
 */

/**
 * What stands where a value stands. What JSON can say is itself; `[n]` is the object that node n describes; `['NaN']`
 * is a primitive that JSON cannot say: `undefined`, `NaN`, `-0`, `Infinity`, `-Infinity`, or a bigint as `-0xffn`.
 */
export type Slot = string | number | boolean | null | [number | string]

/** A plain object with slots for values; `[slots]`, a dense array; anything else is a tag and slots. */
export type Node = Record<string, Slot> | [Slot[]] | TaggedNode

export type TaggedNode =
  /** An array with holes or named properties: its own keys and their values in turns. */
  | ['Sparse', length: number, ...keysAndValues: Slot[]]
  | ['Map', ...keysAndValues: Slot[]]
  | ['Set', ...values: Slot[]]
  | ['Date', time: Slot]
  | ['RegExp', source: string, flags: string]
  | ['Boxed', primitive: Slot]
  /** The own properties among stack, message and cause, and their values, in turns. */
  | ['Error', name: string, ...keysAndValues: Slot[]]
  | ['DOMException', name: string, message: string, stack: Slot]
  /** Its bytes follow those of the ArrayBuffers before it. `maxByteLength` is null unless it can be resized. */
  | ['ArrayBuffer', byteLength: number, maxByteLength: number | null]
  /** Its ArrayBuffer is an earlier node. `length`, in elements, is null if it follows the buffer's. */
  | ['View', type: string, buffer: Slot, byteOffset: number, length: number | null]

/** The text of a number, undefined or bigint that JSON cannot say. */
export function primitiveText(value: number | bigint | undefined): string {
  if (typeof value === 'bigint') {
    // Hexadecimal, since decimal digits of a long bigint take more than linear time.
    return value < 0n ? `-0x${(-value).toString(16)}n` : `0x${value.toString(16)}n`
  }
  return Object.is(value, -0) ? '-0' : String(value)
}

/** The primitive of which `primitiveText` gave the text. */
export function primitiveOf(text: string): number | bigint | undefined {
  if (text === 'undefined') return undefined
  if (!text.endsWith('n')) return Number(text)
  return text.startsWith('-') ? -BigInt(text.slice(1, -1)) : BigInt(text.slice(0, -1))
}
