/** Keys as the kernel takes them: a number as it is, a text by way of the window, or in a block if it is `staged`. */
import { Buffer } from 'node:buffer'
import { LONG, NARROW_KEY, NUMBER_KEY } from '../../../codec/keys.ts'
import type { Call } from '../logical-thread.ts'
import type { Key } from '../model.ts'
import type { Performer } from './operation.ts'

/** What the kernel's calls want to know of a key. */
export interface Selected {
  readonly kind: number
  readonly key: number
  /** The window is free from here on. */
  readonly end: number
}

/** Writes the key into the window, if it is a text. */
export function select(thread: Performer, key: Key): Selected {
  if (typeof key === 'number') return { kind: NUMBER_KEY, key, end: 0 }
  const bytes = Buffer.from(key, 'latin1')
  thread.write(bytes, 0)
  return { kind: NARROW_KEY, key: bytes.length, end: (bytes.length + 7) & ~7 }
}

/** The same by way of a block, as for a key too long for the window; undefined if there is no memory for it. */
export function* stage(
  thread: Performer,
  key: string,
): Generator<Call, Selected | undefined, number> {
  const bytes = Buffer.from(key, 'latin1')
  if ((yield (kernel) => kernel.stageKey(bytes.length)) === 0) return undefined
  thread.write(bytes, 0)
  yield (kernel) => {
    kernel.stageKeyPart(0, bytes.length)
    return 0
  }
  return { kind: NARROW_KEY | LONG, key: bytes.length, end: 0 }
}
