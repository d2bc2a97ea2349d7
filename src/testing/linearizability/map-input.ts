/** The operations of a map as a history has them. */
import { type HistoryOperation, UNKNOWN, type Unknown } from './history.ts'
import { show } from './picture.ts'

/** One key's operations, with the meanings of `ConcurrentMap`. */
export type KeyInput<K, V> =
  | { readonly op: 'get' | 'has' | 'delete' | 'take'; readonly key: K }
  | { readonly op: 'set' | 'swap' | 'getOrInsert'; readonly key: K; readonly value: V }
  | { readonly op: 'increment'; readonly key: K; readonly by: number }
  | CompareAndSet<K, V>
  | { readonly op: 'compareAndDelete'; readonly key: K; readonly expected: V }

/** `expected` undefined: if absent. */
export interface CompareAndSet<K, V> {
  readonly op: 'compareAndSet'
  readonly key: K
  readonly expected: V | undefined
  readonly value: V
}

export interface ClearInput {
  readonly op: 'clear'
}

/** A copy of the whole map as of one instant, for maps that give one. */
export interface SnapshotInput {
  readonly op: 'snapshot'
}

/** A value, undefined for its absence or for nothing, a boolean from `has`, `delete` and the conditional ones. */
export type KeyOutput<V> = V | number | boolean | undefined

/** An operation of a map in a history that is checked key by key. */
export type MapOperation<K, V> = HistoryOperation<KeyInput<K, V> | ClearInput, KeyOutput<V>>

export function describeMapOperation<K, V>(
  input: KeyInput<K, V> | ClearInput | SnapshotInput,
  output: KeyOutput<V> | ReadonlyMap<K, KeyOutput<V>> | Unknown,
): string {
  const call = `${input.op}(${argumentsOf(input).map(show).join(', ')})`
  const isSilent = input.op === 'set' || input.op === 'clear'
  return isSilent || output === UNKNOWN ? call : `${call} -> ${show(output)}`
}

function argumentsOf<K, V>(input: KeyInput<K, V> | ClearInput | SnapshotInput): unknown[] {
  switch (input.op) {
    case 'set':
    case 'swap':
    case 'getOrInsert':
      return [input.key, input.value]
    case 'increment':
      return [input.key, input.by]
    case 'compareAndSet':
      return [input.key, input.expected, input.value]
    case 'compareAndDelete':
      return [input.key, input.expected]
    case 'clear':
    case 'snapshot':
      return []
    default:
      return [input.key]
  }
}
