/**
 * The keys and values of a storm whose histories are checked. A history deals in numbers: of keys, and of writes. The map
 * holds what they stand for, so that every kind of key and value it treats differently occurs.
 */
import type { Key } from '../../map/map.ts'

/** What a history has for a value that stands for no number: nobody wrote it, whatever it is. */
export const FOREIGN: number = Number.POSITIVE_INFINITY
/** The number of no value at all. */
export const ABSENT: number = Number.NaN

/** Two keys of four are numbers; every second has texts for values. */
const isNumberKey = (index: number): boolean => index % 4 >= 2
export const hasTexts = (index: number): boolean => index % 2 === 1

/** Beside the short ones, some keys of more than the eight bytes that a record has room for. */
const LONG_KEY_EVERY = 8
const LONG_KEY = 40

/** Lengths of texts: blocks of several sizes, the short ones more often. */
const LENGTHS: readonly number[] = [0, 0, 0, 24, 0, 100, 0, 700]
/** Numbers up to 2^21 live in the cell, greater ones and fractions in a block. */
const FRACTION = 0.5

/** Made once: to hash a string again each time would be a good part of an operation. */
const keys: Key[] = []

export function storedKey(index: number): Key {
  for (let next = keys.length; next <= index; next++) keys.push(makeKey(next))
  return keys[index] ?? index
}

function makeKey(index: number): Key {
  if (isNumberKey(index)) return index
  const name = `key ${index}`
  return index % LONG_KEY_EVERY === 0 && index > 0 ? name.padEnd(LONG_KEY, '-') : name
}

/** The number of the write with this serial number; what increments add stays below the next. */
export function numberOf(serial: number): number {
  return serial * 16 + (serial % 4 === 0 ? FRACTION : 0)
}

export function storedValue(index: number, number: number): number | string {
  return hasTexts(index) ? textOf(number) : number
}

/** The number that a value of this key stands for. A text has to be the whole text. */
export function numberIn(index: number, value: unknown): number {
  if (value === undefined) return ABSENT
  if (!hasTexts(index)) return typeof value === 'number' ? value : FOREIGN
  const number = typeof value === 'string' ? Number.parseFloat(value) : FOREIGN
  return value === textOf(number) ? number : FOREIGN
}

function textOf(number: number): string {
  const length = LENGTHS[Math.floor(number / 16) % LENGTHS.length] ?? 0
  return `${number}:`.padEnd(length, '~')
}
