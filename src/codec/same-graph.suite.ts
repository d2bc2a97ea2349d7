/** For tests: whether two graphs of objects are one and the same but for the identity of their objects. */
import { types } from 'node:util'
import { typeTag } from './type-tag.ts'

/**
 * Undefined if no program could tell the graphs apart, else where they differ. Compares prototypes, own keys and their
 * order, property flags, holes, -0 and NaN, internal contents, and which references lead to the same object.
 */
export function differenceOf(actual: unknown, expected: unknown): string | undefined {
  const comparison = new Comparison()
  comparison.compare(actual, expected, 'value')
  while (comparison.next()) {}
  return comparison.difference
}

class Comparison {
  difference: string | undefined
  readonly #partners = new Map<object, object>()
  readonly #pending: (() => void)[] = []

  next(): boolean {
    this.#pending.pop()?.()
    return this.difference === undefined && this.#pending.length > 0
  }

  compare(actual: unknown, expected: unknown, path: string): void {
    if (!isObject(actual) || !isObject(expected)) {
      if (!Object.is(actual, expected)) this.#differ(path, String(actual), String(expected))
      return
    }
    const partner = this.#partners.get(actual)
    if (partner !== undefined || this.#partners.has(expected)) {
      if (partner !== expected || this.#partners.get(expected) !== actual)
        this.#differ(path, 'identity', 'another')
      return
    }
    this.#partners.set(actual, expected).set(expected, actual)
    this.#pending.push(() => this.#compareObjects(actual, expected, path))
  }

  #compareObjects(actual: object, expected: object, path: string): void {
    this.#same(typeTag(actual), typeTag(expected), `type of ${path}`)
    if (Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected)) {
      this.#differ(`prototype of ${path}`, 'one', 'another')
    }
    this.#same(
      Object.isExtensible(actual),
      Object.isExtensible(expected),
      `extensibility of ${path}`,
    )
    if (!ArrayBuffer.isView(expected)) this.#compareProperties(actual, expected, path)
    const parts = contentsOf(actual)
    const others = contentsOf(expected)
    this.#same(parts.length, others.length, `size of ${path}`)
    for (const [i, part] of parts.entries()) this.compare(part, others[i], `${path}<${i}>`)
  }

  #compareProperties(actual: object, expected: object, path: string): void {
    const keys = Reflect.ownKeys(actual)
    this.#same(namesOf(keys), namesOf(Reflect.ownKeys(expected)), `keys of ${path}`)
    for (const key of keys) {
      const [a, b] = [flagsOf(actual, key), flagsOf(expected, key)]
      this.#same(a, b, `flags of ${path}.${String(key)}`)
      this.compare(Reflect.get(actual, key), Reflect.get(expected, key), `${path}.${String(key)}`)
    }
  }

  #same(actual: unknown, expected: unknown, path: string): void {
    if (!Object.is(actual, expected)) this.#differ(path, String(actual), String(expected))
  }

  #differ(path: string, actual: string, expected: string): void {
    this.difference ??= `${path}: ${actual} instead of ${expected}`
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function namesOf(keys: readonly PropertyKey[]): string {
  return JSON.stringify(keys.map(String))
}

/** Node 22 makes the stack of a cloned error an accessor, which nothing in JavaScript can imitate. */
function flagsOf(object: object, key: PropertyKey): string {
  const property = Object.getOwnPropertyDescriptor(object, key)
  const isStack = key === 'stack' && object instanceof Error
  return `${property?.enumerable} ${property?.configurable} ${isStack || property?.writable}`
}

/** What an object holds other than in properties. */
function contentsOf(object: object): unknown[] {
  if (types.isMap(object)) return [...object].flat(1)
  if (types.isSet(object)) return [...object]
  if (types.isDate(object)) return [object.getTime()]
  if (types.isRegExp(object)) return [object.source, object.flags]
  if (types.isBoxedPrimitive(object)) return [object.valueOf()]
  if (types.isArrayBuffer(object)) {
    return [Reflect.get(object, 'maxByteLength'), Buffer.from(object).toString('latin1')]
  }
  if (ArrayBuffer.isView(object)) {
    return [object.buffer, object.byteOffset, object.byteLength, Reflect.get(object, 'length')]
  }
  return []
}
