/** What kind of object something is, in whatever realm it was made. */

/**
 * The name by which the language or the runtime calls an object's type, such as `Map`, `Arguments` or `Blob`. A user's
 * object may claim any, by `Symbol.toStringTag`.
 */
export function typeTag(object: object): string {
  return Object.prototype.toString.call(object).slice('[object '.length, -1)
}

/**
 * True for what a literal makes, in any realm, and for objects without a prototype. Without the tag, `arguments` and
 * module namespaces would pass, which cannot be cloned. No proxy may be asked: it would run code.
 */
export function isPlainObject(object: object): object is Record<string, unknown> {
  const prototype: object | null = Object.getPrototypeOf(object)
  return (
    (prototype === null || Object.getPrototypeOf(prototype) === null) &&
    typeTag(object) === 'Object'
  )
}
