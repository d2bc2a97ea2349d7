/** What each operation does to its key, and what it returns then: `src/map/map.ts` for a single thread. */
import type { KeyInput } from './map-input.ts'

/** A key's value; undefined: absent. Increments make numbers whatever V is. */
export type KeyState<V> = V | number | undefined

export function valueAfter<K, V>(value: KeyState<V>, input: KeyInput<K, V>): KeyState<V> {
  switch (input.op) {
    case 'get':
    case 'has':
      return value
    case 'delete':
    case 'take':
      return undefined
    case 'set':
    case 'swap':
      return input.value
    case 'getOrInsert':
      return value === undefined ? input.value : value
    case 'increment':
      return isCountable(value) ? (value ?? 0) + input.by : value
    case 'compareAndSet':
      return Object.is(value, input.expected) ? input.value : value
    case 'compareAndDelete':
      return Object.is(value, input.expected) ? undefined : value
  }
}

export function canReturn<K, V>(
  value: KeyState<V>,
  input: KeyInput<K, V>,
  output: unknown,
): boolean {
  switch (input.op) {
    case 'get':
    case 'swap':
    case 'take':
      return Object.is(output, value)
    case 'has':
    case 'delete':
      return output === (value !== undefined)
    case 'set':
      return true
    case 'getOrInsert':
      return Object.is(output, value === undefined ? input.value : value)
    case 'increment':
      return isCountable(value) && Object.is(output, (value ?? 0) + input.by)
    case 'compareAndSet':
    case 'compareAndDelete':
      return output === Object.is(value, input.expected)
  }
}

/** Anything else makes `increment` throw, and stays as it is. */
function isCountable<V>(value: KeyState<V>): value is Extract<V, number> | number | undefined {
  return value === undefined || typeof value === 'number'
}
