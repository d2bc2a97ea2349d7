/** A map that records what one thread does with it. */
import type { ClearInput, KeyInput, KeyOutput, MapOperation } from '../linearizability/map-input.ts'
import type { HistoryClock } from './clock.ts'
import { type Recordable, RecordedMethods } from './recorded-methods.ts'
import { Recording } from './recording.ts'

export interface RecordOptions {
  /** The one clock of all threads whose histories are checked together. */
  readonly clock: HistoryClock
  /** Tells the threads apart in the picture of a violation. */
  readonly thread: number
}

export interface RecordedHistory<M, K, V> {
  /** To be used in the place of the map. */
  readonly map: M
  /** What was done so far, for `checkLinearizable` with `mapModel` and the operations of the other threads. */
  operations(): MapOperation<K, V>[]
}

const RECORDED: ReadonlySet<string | symbol> = new Set(
  Object.getOwnPropertyNames(RecordedMethods.prototype).filter((name) => name !== 'constructor'),
)

/**
 * Wraps a map, or any object with some of its methods. Whatever else the object has passes through unrecorded, such as
 * iteration, `toMap` and `size`, which are not atomic. An operation that throws counts as pending. Values should be
 * primitives, since the model compares them by `Object.is`, and distinct, so that a read tells which write it saw.
 *
 * What was recorded is in this thread's own memory: let the thread send it before it ends.
 */
export function recordHistory<K, V, M extends object>(
  target: M & Recordable<K, V>,
  { clock, thread }: RecordOptions,
): RecordedHistory<M, K, V> {
  const recording = new Recording<KeyInput<K, V> | ClearInput, KeyOutput<V>>(clock, thread)
  const methods = new RecordedMethods<K, V>(target, recording)
  const map: M = new Proxy(target, {
    get(_, name) {
      // The map itself is `this` for what it does: a proxy has no private fields.
      const own: unknown = Reflect.get(target, name)
      if (typeof own !== 'function' || name === 'constructor') return own
      const recorded: unknown = RECORDED.has(name) ? Reflect.get(methods, name) : undefined
      return (...args: unknown[]): unknown => {
        const result: unknown =
          typeof recorded === 'function'
            ? Reflect.apply(recorded, methods, args)
            : Reflect.apply(own, target, args)
        return result === target ? map : result
      }
    },
  })
  return { map, operations: () => recording.operations() }
}
