/** The ways in which a large value gets from one thread to another, and what its messages say. */
import type { SharedMapHandle } from '../../../index.ts'

/**
 * `clone`: by value, as postMessage does. `transfer`: the memory itself changes hands. `region`: shared memory, and the
 * message says where. `key`: into a SharedMap, and the message says under which key. The `held` ones are of values that
 * stay as they are, of which each message means one.
 */
export type Way = 'clone' | 'transfer' | 'region' | 'key' | 'held-clone' | 'held-key'

export interface Place {
  readonly way: Way
  readonly map: SharedMapHandle<number, Uint8Array<ArrayBuffer>>
  readonly region: SharedArrayBuffer
}

/** Length of a value. */
export const BYTES = 65_536
/** Messages that may be under way at a time, each with a slot of its own. */
export const SLOTS = 8
/** Values that stay. */
export const HELD = 64

/** Each byte of a value, by which the receiver tells whether it has the right one. */
export function markOf(n: number): number {
  return n % 251
}

export interface Message {
  readonly slot: number
  readonly mark: number
  /** Where the value is under a key. */
  readonly key?: number
  /** Where it is in the message. */
  readonly bytes?: Uint8Array<ArrayBuffer>
}

/** The receiver is done with the message in this slot. */
export interface Receipt {
  readonly slot: number
  /** Memory that changes hands goes back. */
  readonly bytes?: Uint8Array<ArrayBuffer>
}
