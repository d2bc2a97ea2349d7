/** The operations of one thread, as they are recorded: each from its call on, so that none that has begun is missing. */
import { type HistoryOperation, UNKNOWN } from '../linearizability/history.ts'
import type { HistoryClock } from './clock.ts'

/** An operation under way. */
export interface Begun<Input> {
  /** It may turn out to be another one, such as what a callback makes of it. */
  input: Input
  readonly call: number
}

export class Recording<Input, Output> {
  readonly #clock: HistoryClock
  readonly #thread: number
  readonly #done: HistoryOperation<Input, Output>[] = []
  readonly #begun = new Set<Begun<Input>>()

  constructor(clock: HistoryClock, thread: number) {
    this.#clock = clock
    this.#thread = thread
  }

  begin(input: Input): Begun<Input> {
    const begun = { input, call: this.#clock.next() }
    this.#begun.add(begun)
    return begun
  }

  /** The stamp of a return: taken before anything else is done with what came back. */
  stamp(): number {
    return this.#clock.next()
  }

  end(begun: Begun<Input>, output: Output, stamp: number): void {
    const { input, call } = begun
    this.#begun.delete(begun)
    this.#done.push({ thread: this.#thread, input, output, call, return: stamp })
  }

  /** It told nothing, and changed nothing. */
  drop(begun: Begun<Input>): void {
    this.#begun.delete(begun)
  }

  /** Those under way, and those that threw, never returned. */
  operations(): HistoryOperation<Input, Output>[] {
    const thread = this.#thread
    const pending = Array.from(
      this.#begun,
      ({ input, call }): HistoryOperation<Input, Output> => ({
        ...{ thread, input, output: UNKNOWN, call },
        return: Number.POSITIVE_INFINITY,
      }),
    )
    return [...this.#done, ...pending]
  }
}
