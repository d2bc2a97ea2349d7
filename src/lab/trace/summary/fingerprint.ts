/** A key as one number, so that what counts keys takes the same memory for each, however long they are. */
import type { TraceBatch } from '../batch.ts'

/** All of one hash and the high bits of the other: 53 bits, which is what a number holds exactly. */
const HIGH = 2 ** 21
const DROPPED_BITS = 11

/**
 * 53 bits of the key's hashes, never 0. That any two of a million keys share one has a chance of 1 in 18,000.
 */
export function fingerprintAt(batch: TraceBatch, at: number): number {
  const hash = batch.hashes[2 * at] ?? 0
  const other = batch.hashes[2 * at + 1] ?? 0
  return hash * HIGH + (other >>> DROPPED_BITS) || 1
}
