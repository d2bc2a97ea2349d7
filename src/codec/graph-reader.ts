/** Graph form (graph-format.ts) -> structured value. */
import { types } from 'node:util'
import { newArrayBuffer, newView } from './array-buffers.ts'
import { type Node, primitiveOf, type Slot, type TaggedNode } from './graph-format.ts'

const utf8 = new TextDecoder()

/** The value of which `encodeGraph` gave the bytes. It shares no memory with them. O(size). */
export function decodeGraph(bytes: Uint8Array): unknown {
  const zero = bytes.indexOf(0)
  const end = zero < 0 ? bytes.length : zero
  const text = utf8.decode(bytes.subarray(0, end))
  const [root, ...nodes]: [Slot, ...Node[]] = JSON.parse(text)
  const graph = new Graph(bytes.subarray(end + 1))
  for (const node of nodes) graph.add(node)
  graph.connect()
  return graph.value(root)
}

/** Objects may refer to later ones: first all are made, then those that hold others are filled. */
class Graph {
  /** Node n is at n. */
  readonly #objects: unknown[] = [undefined]
  readonly #fills: (() => void)[] = []
  /** The bytes of the ArrayBuffers that are not made yet. */
  #buffers: Uint8Array

  constructor(buffers: Uint8Array) {
    this.#buffers = buffers
  }

  add(node: Node): void {
    this.#objects.push(this.#make(node))
  }

  connect(): void {
    for (const fill of this.#fills) fill()
  }

  value(slot: unknown): unknown {
    if (!Array.isArray(slot)) return slot
    const reference: unknown = slot[0]
    return typeof reference === 'number' ? this.#objects[reference] : primitiveOf(String(reference))
  }

  #make(node: Node): unknown {
    if (isPlain(node)) return this.#plain(node)
    if (isDense(node)) return this.#dense(node[0])
    switch (node[0]) {
      case 'Sparse':
        return this.#sparse(node[1], node.slice(2))
      case 'Map':
        return this.#map(node.slice(1))
      case 'Set':
        return this.#set(node.slice(1))
      case 'Date':
        return new Date(Number(this.value(node[1])))
      case 'RegExp':
        return new RegExp(node[1], node[2])
      case 'Boxed':
        return Object(this.value(node[1]))
      case 'ArrayBuffer':
        return this.#arrayBuffer(node[1], node[2])
      case 'View':
        return this.#view(node[1], node[2], node[3], node[4])
      case 'Error':
        return this.#error(node[1], node.slice(2))
      case 'DOMException':
        return define(new DOMException(node[2], node[1]), 'stack', this.value(node[3]), false)
    }
  }

  #plain(object: Record<string, unknown>): object {
    this.#fills.push(() => {
      for (const key of Object.keys(object)) object[key] = this.value(object[key])
    })
    return object
  }

  #dense(array: unknown[]): unknown[] {
    this.#fills.push(() => {
      for (let i = 0; i < array.length; i++) array[i] = this.value(array[i])
    })
    return array
  }

  #sparse(length: number, keysAndValues: readonly Slot[]): unknown[] {
    const array: unknown[] = []
    array.length = length
    this.#fills.push(() => this.#define(array, keysAndValues, true))
    return array
  }

  #map(keysAndValues: readonly Slot[]): Map<unknown, unknown> {
    const map = new Map<unknown, unknown>()
    this.#fills.push(() => {
      for (let i = 0; i < keysAndValues.length; i += 2) {
        map.set(this.value(keysAndValues[i]), this.value(keysAndValues[i + 1]))
      }
    })
    return map
  }

  #set(values: readonly Slot[]): Set<unknown> {
    const set = new Set<unknown>()
    this.#fills.push(() => {
      for (const slot of values) set.add(this.value(slot))
    })
    return set
  }

  #error(name: string, keysAndValues: readonly Slot[]): Error {
    const error = new (ERROR_TYPES.get(name) ?? Error)()
    this.#fills.push(() => this.#define(error, keysAndValues, false))
    return error
  }

  #arrayBuffer(byteLength: number, maxByteLength: number | null): ArrayBuffer {
    if (byteLength > this.#buffers.length) throw new RangeError('the bytes end in an ArrayBuffer')
    const buffer = newArrayBuffer(byteLength, maxByteLength)
    new Uint8Array(buffer).set(this.#buffers.subarray(0, byteLength))
    this.#buffers = this.#buffers.subarray(byteLength)
    return buffer
  }

  #view(type: string, slot: Slot, byteOffset: number, length: number | null): ArrayBufferView {
    const buffer = this.value(slot)
    if (!types.isArrayBuffer(buffer)) throw new TypeError('a view without its ArrayBuffer')
    return newView(type, buffer, byteOffset, length)
  }

  #define(object: object, keysAndValues: readonly Slot[], enumerable: boolean): void {
    for (let i = 0; i < keysAndValues.length; i += 2) {
      define(object, String(keysAndValues[i]), this.value(keysAndValues[i + 1]), enumerable)
    }
  }
}

const ERROR_TYPES: ReadonlyMap<string, ErrorConstructor> = new Map(
  [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((type) => [
    type.name,
    type,
  ]),
)

/** As assignment does not: own `__proto__` included, and without the setters that a prototype may have. */
function define<T extends object>(object: T, key: string, value: unknown, enumerable: boolean): T {
  return Object.defineProperty(object, key, {
    value,
    enumerable,
    writable: true,
    configurable: true,
  })
}

function isPlain(node: Node): node is Record<string, Slot> {
  return !Array.isArray(node)
}

function isDense(node: [Slot[]] | TaggedNode): node is [Slot[]] {
  return Array.isArray(node[0])
}
