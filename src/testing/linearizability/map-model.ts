/** The model of a map, key by key. */
import { canReturn, type KeyState, valueAfter } from './key-semantics.ts'
import {
  type ClearInput,
  describeMapOperation,
  type KeyInput,
  type KeyOutput,
} from './map-input.ts'
import type { Model } from './model.ts'

/**
 * Each key is an object of its own. Values are compared by `Object.is`: they should be primitives, and the more of them
 * are distinct, the more a read tells. `clear` counts in the history of every key: it must fit in each, but that it was
 * atomic only `wholeMapModel` can tell.
 */
export function mapModel<K, V>(): Model<KeyState<V>, KeyInput<K, V> | ClearInput, KeyOutput<V>> {
  return {
    initial: () => undefined,
    next: (value, input) => (input.op === 'clear' ? undefined : valueAfter(value, input)),
    allows: (value, input, output) => input.op === 'clear' || canReturn(value, input, output),
    partition: (input) => (input.op === 'clear' ? undefined : input.key),
    describe: describeMapOperation,
  }
}
