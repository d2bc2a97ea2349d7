/**
 * Operations as the explorer runs them: kernel calls, as src/map/shared-map.ts makes them, beside what they mean to the
 * model. Every operation writes a value of its own, so that an outcome tells whose write was seen.
 */
import type { Call } from '../logical-thread.ts'
import type { Key, Model, Value } from '../model.ts'

/** `full`: the kernel had no memory for it. */
export type Output = Value | undefined | 'full'

/** The calls of an operation, one after the other; each is given back its result. */
export type Calls = Generator<Call, Output, number>

/** What an operation needs of its thread: the explorer's have it, and so has a real one. */
export interface Performer {
  /** The thread's id, as it attaches with. */
  readonly id: number
  readonly results: Int32Array
  readonly numbers: Float64Array
  readonly window: Uint8Array
  /** Into the window. */
  write(bytes: Uint8Array, at: number): void
}

export interface Operation {
  readonly name: string
  /** Whether the thread is no longer attached when it is over. */
  readonly isLast?: boolean
  /** Whether it changes nothing. */
  readonly isRead?: boolean
  run(thread: Performer): Calls
  /** Its effect on the model, and what it returns; `observed` decides only where the kernel has a choice. */
  apply(model: Model, observed: Output): Output
}

/** What a thread learnt of a key before the schedule began, as a near cache would. */
export interface Place {
  readonly record: number
  readonly identity: number
  readonly stamp: number
  readonly epoch: number
  /** 0 if the key had no value. */
  readonly version: number
}

/** Results of writes: kernel/strategies/lock-free/outcomes.ts. */
const FULL = -1
const CONFLICT = 0

export function written(result: number): Output {
  if (result === FULL) return 'full'
  if (result === CONFLICT) return 'lost'
  return result > 0 ? 'stored' : `result ${result}`
}

/** Only a new key can find no memory: what is there can always be changed. */
export function write(model: Model, key: Key, value: Value, observed: Output): Output {
  if (observed === 'full' && model.mayBeFull && !model.values.has(key)) return 'full'
  model.write(key, value)
  return 'stored'
}
