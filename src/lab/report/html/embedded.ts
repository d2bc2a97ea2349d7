/** Data within a page: JSON that cannot end the script element it is in, nor be read as a comment. */

const RISKY = /[<>&\u2028\u2029]/g

/** JSON of the same value, whatever its strings have in them. */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    RISKY,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
