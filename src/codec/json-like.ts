/** The fast path of structured values: JSON text, where JSON gives back exactly what structured clone would. */
import { types } from 'node:util'
import { keyText, stringText } from './json-string.ts'
import { isPlainObject } from './type-tag.ts'

/** Deeper values take the other form: which one they take must not depend on how much stack is left. */
const MAX_DEPTH = 100

/** To look through an array of so many objects is cheaper than a `Set`. */
const SCAN_LIMIT = 8

/** JSON text; '' if none gives the value back; undefined if only its clone can tell. */
type Text = string | undefined

/**
 * The JSON text of `value` if `JSON.parse` gives back what `structuredClone(value)` gives; '' if it does not;
 * undefined if some object is not plain at sight, so that its clone must be asked. O(size).
 *
 * The answer depends on what the value is, not on how it was made. Without `JSON.stringify`, for two reasons: getters
 * may answer differently when read again, and `toJSON` must have no say, whoever put it there.
 */
export function jsonText(value: object): Text {
  return objectText(value, 0, new Visited())
}

function valueText(value: unknown, depth: number, visited: Visited): Text {
  switch (typeof value) {
    case 'string':
      return stringText(value)
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? String(value) : ''
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? 'null' : objectText(value, depth, visited)
    default:
      return ''
  }
}

function objectText(object: object, depth: number, visited: Visited): Text {
  if (depth === MAX_DEPTH || !visited.add(object)) return ''
  if (types.isProxy(object)) return undefined
  if (Array.isArray(object)) return arrayText(object, depth, visited)
  if (!isPlainObject(object)) return undefined
  let text = ''
  for (const key of Object.keys(object)) {
    const value = valueText(object[key], depth + 1, visited)
    if (!value) return value
    text += text === '' ? keyText(key) + value : `,${keyText(key)}${value}`
  }
  return `{${text}}`
}

function arrayText(array: readonly unknown[], depth: number, visited: Visited): Text {
  let text = ''
  for (let i = 0; i < array.length; i++) {
    const value = valueText(array[i], depth + 1, visited)
    if (!value) return value
    text += i === 0 ? value : `,${value}`
  }
  const isDense = Object.values(array).length === array.length // neither holes nor named properties
  return isDense ? `[${text}]` : ''
}

/** The objects met so far. JSON would turn a second way to the same object into a copy, and a cycle into an error. */
class Visited {
  readonly #few: object[] = []
  #many: Set<object> | undefined

  /** False if the object was met before. */
  add(object: object): boolean {
    if (this.#many !== undefined) {
      const before = this.#many.size
      return this.#many.add(object).size > before
    }
    if (this.#few.includes(object)) return false
    if (this.#few.push(object) > SCAN_LIMIT) this.#many = new Set(this.#few)
    return true
  }
}
