/** Who takes back what the dead held. */
import type { Image } from './image.ts'
import type { LogicalThread } from './logical-thread.ts'
import type { Operation } from './operations/operation.ts'
import { comingRound, reaping } from './operations/recovering.ts'

/**
 * `by another`: a thread that was told of the death, beside all that goes on. `by two`: all threads are told, and two of
 * them begin at once. `by who waits`: a thread that waits for the dead one, in the midst of its own call; another only
 * when nobody is left to wait. `by itself`: the thread was but aborted, and comes round with its next call.
 */
export const RECOVERIES = ['by another', 'by two', 'by who waits', 'by itself'] as const
export type Recovery = (typeof RECOVERIES)[number]

/** A recovery that is to begin now. */
export interface Recoverer {
  readonly thread: LogicalThread
  readonly operation: Operation
  readonly dead: LogicalThread
}

interface Death {
  readonly thread: LogicalThread
  /** Who is at it and alive. */
  readonly recoverers: Set<LogicalThread>
}

export class Recoveries {
  readonly #image: Image
  readonly #spares: readonly LogicalThread[]
  readonly #recovery: Recovery
  #deaths: Death[] = []
  #spent = 0

  constructor(image: Image, spares: readonly LogicalThread[], recovery: Recovery) {
    this.#image = image
    this.#spares = spares
    this.#recovery = recovery
  }

  /** A new schedule. */
  begin(): void {
    this.#deaths = []
    this.#spent = 0
  }

  died(thread: LogicalThread): void {
    for (const { recoverers } of this.#deaths) recoverers.delete(thread)
    this.#deaths.push({ thread, recoverers: new Set() })
  }

  /** Those that begin now; `isQuiet` if nobody can move. */
  due(isQuiet: boolean): Recoverer[] {
    if (this.#deaths.length === 0) return []
    if (this.#recovery === 'by who waits' && !isQuiet) return []
    const wanted = this.#recovery === 'by two' ? 2 : 1
    const due: Recoverer[] = []
    for (const { thread, recoverers } of this.#deaths) {
      while (recoverers.size < wanted) {
        const recoverer = this.#recovererOf(thread)
        recoverers.add(recoverer.thread)
        due.push(recoverer)
      }
    }
    return due
  }

  #recovererOf(dead: LogicalThread): Recoverer {
    if (this.#recovery === 'by itself' && dead.isAttached(this.#image)) {
      return { thread: dead, operation: comingRound, dead }
    }
    const spare = this.#spares[this.#spent++]
    if (spare === undefined) throw new RangeError('more died than there are threads to spare')
    return { thread: spare, operation: reaping(dead, this.#image), dead }
  }

  /** A recovery of the thread has ended. */
  ended(dead: LogicalThread): void {
    this.#deaths = this.#deaths.filter(({ thread }) => thread !== dead)
  }

  /** The dead thread that has this slot. */
  blocking(slot: number): LogicalThread | undefined {
    return this.#deaths.find(({ thread }) => thread.slots(this.#image).includes(slot))?.thread
  }
}
