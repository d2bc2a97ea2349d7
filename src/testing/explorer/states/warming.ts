/**
 * Gives a thread's magazines what its next operation will take, and little more: so that a schedule does not go through
 * the heap's lock unless it is about that, and a recovery has not much to give back.
 *
 * A magazine is filled by batches. What is too much, the thread writes into the map, and the observer takes it away.
 */
import { classOfSize, RECORD_CLASS } from '../../../map/verify/block-sizes.ts'
import { offset } from '../../../memory/kernel.ts'
import type { LogicalThread } from '../logical-thread.ts'
import type { Key } from '../model.ts'
import type { Operation } from '../operations/operation.ts'
import { TEXT_BYTES } from '../operations/values.ts'
import { clear } from '../operations/whole.ts'
import { set, setText } from '../operations/writing.ts'
import type { Stage } from '../stage.ts'
import { perform } from './site.ts'

const DOUBLE = 0.5
const SMALL = 1
const HEADER_BYTES = 8
const DOUBLE_BYTES = 16
const FIRST_TABLE_BYTES = 64
const SECOND_TABLE_BYTES = 128
/** Blocks of each class that a thread keeps. */
const FEW = 2
const MAGAZINE_BYTES = 8

export class Warming {
  readonly #stage: Stage
  readonly #thread: LogicalThread

  constructor(stage: Stage, thread: LogicalThread) {
    this.#stage = stage
    this.#thread = thread
  }

  /** `keys` are of one segment. */
  warm(keys: readonly Key[]): void {
    const [key = 0, another = 0] = keys
    this.#drain(classOfSize(DOUBLE_BYTES), [set(key, DOUBLE)], [set(key, SMALL)])
    this.#drain(classOfSize(TEXT_BYTES + HEADER_BYTES), [setText(key, 'w')], [set(key, SMALL)])
    perform(this.#stage.observer, clear)
    this.#drain(classOfSize(FIRST_TABLE_BYTES), [set(key, SMALL)], [clear])
    perform(this.#stage.observer, set(another, SMALL))
    this.#drain(RECORD_CLASS, [set(key, SMALL)], [clear, set(another, SMALL)])
    perform(this.#stage.observer, clear)
  }

  /** The same for the next larger table, when there are records to spare. */
  warmForGrowth(keys: readonly Key[]): void {
    const inserts = keys.slice(0, 7).map((key) => set(key, SMALL))
    this.#drain(classOfSize(SECOND_TABLE_BYTES), inserts, [clear])
  }

  /** For keys in blocks of their own: keeps so many blocks. */
  warmForKeys(size: number, key: Key, kept: number = FEW): void {
    this.#drain(classOfSize(size), [set(key, SMALL)], [clear], kept)
  }

  #drain(
    sizeClass: number | undefined,
    own: readonly Operation[],
    others: readonly Operation[],
    kept: number = FEW,
  ): void {
    if (sizeClass === undefined) throw new RangeError('runs have no magazine')
    do {
      for (const operation of own) perform(this.#thread, operation)
      for (const operation of others) perform(this.#stage.observer, operation)
    } while (this.#held(sizeClass) > kept)
  }

  #held(sizeClass: number): number {
    const { layout, results } = this.#thread
    const magazine = results.byteOffset + offset(layout, 'MAGAZINES') + sizeClass * MAGAZINE_BYTES
    return this.#stage.image.at(magazine + 4)
  }
}
