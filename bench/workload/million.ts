/** The large map of the cases that ask what size does: 1 M entries of a 16-character key and a 32-character value. */
import type { Created } from '../case.ts'
import { filled, type OneMap } from './filled.ts'
import { stringKey, stringValues } from './keys.ts'

export const MILLION = 1_000_000

export function millionEntries(): Created<OneMap<string, string>> {
  const values = stringValues(1_000)
  return filled<string, string>(millionKeys(), (n) => values[n % values.length] ?? '')
}

/** One key at a time: nobody holds a million strings. */
export function* millionKeys(): Generator<string> {
  for (let n = 0; n < MILLION; n++) yield stringKey(n)
}
