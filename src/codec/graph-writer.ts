/** Structured value -> graph form (graph-format.ts). */
import { Buffer } from 'node:buffer'
import { types } from 'node:util'
import { ValueError } from '../errors.ts'
import { maxByteLengthOf, viewLengthOf, withoutPool } from './array-buffers.ts'
import { primitiveText, type TaggedNode } from './graph-format.ts'
import { keyText, stringText } from './json-string.ts'
import { isPlainObject, typeTag } from './type-tag.ts'

/**
 * The graph form of a bigint, or of an object that `structuredClone` returned: that has no accessors, no proxies, and no
 * prototypes but the language's own and those of the runtime's objects. O(size).
 *
 * @throws {ValueError} `ERR_VALUE_TYPE` for shared memory and for objects of the runtime that cloning does not copy.
 */
export function encodeGraph(root: object | bigint): Uint8Array {
  const graph = new Graph()
  let text = `[${graph.slot(root)}`
  for (const object of graph.objects) text += `,${graph.node(object)}` // which appends to `objects`
  const bytes = Buffer.from(`${text}]`)
  if (graph.buffers.length === 0) return bytes
  return Buffer.concat([bytes, ZERO, ...graph.buffers.map((buffer) => new Uint8Array(buffer))])
}

const ZERO = Uint8Array.of(0)

/** Gives slots and nodes as JSON text. */
class Graph {
  /** Node n describes the object at n - 1. */
  readonly objects: object[] = []
  /** Those described so far, in order. */
  readonly buffers: ArrayBuffer[] = []
  readonly #numbers = new Map<object, number>()

  slot(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return stringText(value)
      case 'boolean':
        return value ? 'true' : 'false'
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? String(value)
          : `["${primitiveText(value)}"]`
      case 'bigint':
      case 'undefined':
        return `["${primitiveText(value)}"]`
      case 'object':
        return value === null ? 'null' : `[${this.#numberOf(value)}]`
      default:
        throw new TypeError(`no clone holds a ${typeof value}`)
    }
  }

  #numberOf(object: object): number {
    const known = this.#numbers.get(object)
    if (known !== undefined) return known
    const stored = ArrayBuffer.isView(object) ? withoutPool(object) : object
    if (ArrayBuffer.isView(stored)) this.#numberOf(stored.buffer) // the reader makes it first
    const number = this.objects.push(stored)
    this.#numbers.set(object, number)
    return number
  }

  node(object: object): string {
    if (Array.isArray(object)) return this.#array(object)
    if (isPlainObject(object)) return this.#plain(object)
    if (types.isMap(object)) return this.#tagged('Map', inTurns(object))
    if (types.isSet(object)) return this.#tagged('Set', object)
    if (types.isDate(object)) return this.#tagged('Date', [object.getTime()])
    if (types.isRegExp(object)) return this.#tagged('RegExp', [object.source, object.flags])
    if (types.isBoxedPrimitive(object)) return this.#tagged('Boxed', [object.valueOf()])
    if (types.isArrayBuffer(object)) return this.#arrayBuffer(object)
    if (ArrayBuffer.isView(object)) return this.#view(object)
    if (object instanceof DOMException) return this.#domException(object)
    if (types.isNativeError(object)) return this.#error(object)
    throw rejected(object)
  }

  #tagged(tag: TaggedNode[0], values: Iterable<unknown>): string {
    let text = `["${tag}"`
    for (const value of values) text += `,${this.slot(value)}`
    return `${text}]`
  }

  #plain(object: Record<string, unknown>): string {
    let text = ''
    for (const key of Object.keys(object)) {
      text += `${text === '' ? '' : ','}${keyText(key)}${this.slot(object[key])}`
    }
    return `{${text}}`
  }

  #array(array: readonly unknown[]): string {
    const { length } = array
    const keys = Object.keys(array)
    // Indices come first and ascend: if the last of so many keys is the last index, all are indices.
    const isDense = keys.length === length && (length === 0 || keys[length - 1] === `${length - 1}`)
    if (!isDense) return this.#tagged('Sparse', [length, ...inTurns(Object.entries(array))])
    return `[[${array.map((value) => this.slot(value)).join()}]]`
  }

  #arrayBuffer(buffer: ArrayBuffer): string {
    this.buffers.push(buffer)
    return this.#tagged('ArrayBuffer', [buffer.byteLength, maxByteLengthOf(buffer)])
  }

  #view(view: ArrayBufferView): string {
    const { buffer, byteOffset } = view
    return this.#tagged('View', [typeTag(view), buffer, byteOffset, viewLengthOf(view)])
  }

  #domException({ name, message, stack }: DOMException): string {
    return this.#tagged('DOMException', [name, message, stack])
  }

  #error(error: Error): string {
    const own = ['stack', 'message', 'cause'].filter((key) => Object.hasOwn(error, key))
    const fields = own.map((key): [string, unknown] => [key, Reflect.get(error, key)])
    return this.#tagged('Error', [error.name, ...inTurns(fields)])
  }
}

/** Keys and values in turns. */
function inTurns(entries: Iterable<[unknown, unknown]>): unknown[] {
  const list: unknown[] = []
  for (const [key, value] of entries) list.push(key, value)
  return list
}

function rejected(object: object): ValueError {
  const type = typeTag(object)
  const isMemory = type === 'SharedArrayBuffer' || type === 'WebAssembly.Memory'
  return new ValueError(
    'ERR_VALUE_TYPE',
    isMemory
      ? `The value holds shared memory itself (${type}). Store a copy of its bytes: new Uint8Array(memory).slice().`
      : `The value holds a ${type} of the runtime, which a copy would share. Store the plain data that you need of it.`,
  )
}
