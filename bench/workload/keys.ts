/** The keys and values of every case. Strings are flat, as those from a request or a file are, never concatenations. */

const KEY_LENGTH = 16
const VALUE_LENGTH = 32
/** Odd, so that multiplying by it permutes the numbers below any power of two. */
const SPREAD = 0x9e37_79b1
const SMALL_INTEGER = 0x3fff_ffff

/** The n-th of 2^30 distinct integers, spread over the whole range. */
export function numberKey(n: number): number {
  return Math.imul(n, SPREAD) & SMALL_INTEGER
}

export function numberKeys(count: number): number[] {
  return Array.from({ length: count }, (_, n) => numberKey(n))
}

const bytes = Buffer.alloc(VALUE_LENGTH)

/** The n-th 16-character key of a family; another object at each call, without a hash yet. */
export function stringKey(n: number, family = 'user'): string {
  return flat(`${family}:${String(numberKey(n)).padStart(KEY_LENGTH - 1 - family.length, '0')}`)
}

export function stringKeys(count: number, family = 'user'): string[] {
  return Array.from({ length: count }, (_, n) => stringKey(n, family))
}

/** Distinct 32-character values, to be written in turn. */
export function stringValues(count: number): string[] {
  return Array.from({ length: count }, (_, n) => flat(String(n).padStart(VALUE_LENGTH, 'v')))
}

function flat(text: string): string {
  return bytes.toString('latin1', 0, bytes.write(text, 'latin1'))
}
