/** The two letters of a country's code as one number. */

const LETTERS = 2

export function countryCode(bytes: Uint8Array, from: number, end: number): number {
  if (end - from !== LETTERS) throw new RangeError('a country is not two letters')
  return (bytes[from] ?? 0) * 256 + (bytes[from + 1] ?? 0)
}
