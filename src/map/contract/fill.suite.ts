/** Ways to fill a map to its last byte, one for each way memory is used. */
import { isSelvedgeError } from '../../errors.ts'
import type { Key } from '../map.ts'
import type { AnyMap } from './subject.suite.ts'

export interface Fill {
  readonly name: string
  key(index: number): Key
  /** Values of one kind and size, so that any can replace any other in place. */
  value(index: number): unknown
  /**
   * Most of the memory goes into keys, records and tables, which a map may keep for later entries, or into values so
   * large that they find no place among smaller ones.
   */
  readonly shape?: 'dense' | 'large'
}

const number = (index: number): Key => index
const text = (index: number): Key => `key ${index}`.padEnd(16)

function strings(length: number): (index: number) => string {
  return (index) => `${index}`.padEnd(length, 'abcdefghij')
}

export const fills: readonly Fill[] = [
  { name: 'small integers', key: number, value: (index) => index, shape: 'dense' },
  { name: 'doubles', key: number, value: (index) => index + 0.5, shape: 'dense' },
  { name: 'short strings', key: text, value: strings(32), shape: 'dense' },
  { name: 'strings of 300', key: text, value: strings(300) },
  { name: 'strings of 5,000', key: text, value: strings(5_000) },
  { name: 'strings of 100,000', key: text, value: strings(100_000), shape: 'large' },
  { name: 'strings of 1,000,000', key: text, value: strings(1_000_000), shape: 'large' },
  {
    name: 'long keys',
    key: (index) => `${index}`.padStart(2_000, 'k'),
    value: (index) => index,
    shape: 'dense',
  },
  { name: 'objects', key: text, value: (index) => ({ index, list: ['x'.repeat(200), index] }) },
]

/** Inserts until ERR_FULL; what the map then holds. */
export function fillUp(map: AnyMap, fill: Fill): Map<Key, unknown> {
  const held = new Map<Key, unknown>()
  try {
    for (let index = 0; index < 1_000_000; index++) {
      const key = fill.key(index)
      const value = fill.value(index)
      map.set(key, value)
      held.set(key, value)
    }
  } catch (error) {
    if (isSelvedgeError(error) && error.code === 'ERR_FULL') return held
    throw error
  }
  throw new Error(`${fill.name}: never full`)
}
