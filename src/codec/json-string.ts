/** Strings as JSON text, for the short ones that most values consist of: a call of `JSON.stringify` costs more. */

const SHORT = 64

/** Property names recur. Only so many and only short ones are kept: names can be data. */
const keyTexts = new Map<string, string>()
const KEPT_KEYS = 1000

/** The string in quotes, lone surrogates escaped: the same as `JSON.stringify(string)`. */
export function stringText(string: string): string {
  if (string.length > SHORT) return JSON.stringify(string)
  for (let i = 0; i < string.length; i++) {
    const unit = string.charCodeAt(i)
    if (unit < 0x20 || unit === QUOTE || unit === BACKSLASH || unit >= FIRST_SURROGATE) {
      return JSON.stringify(string)
    }
  }
  return `"${string}"`
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const FIRST_SURROGATE = 0xd800

/** A property name in quotes, with its colon. */
export function keyText(key: string): string {
  const kept = keyTexts.get(key)
  if (kept !== undefined) return kept
  const text = `${stringText(key)}:`
  if (keyTexts.size < KEPT_KEYS && key.length <= SHORT) keyTexts.set(key, text)
  return text
}
