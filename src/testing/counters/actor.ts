/** A thread in a schedule of a counter: what it is to do, how far it is, and what it has seen. */
import type { CounterKernel } from '../../counter/kernel.ts'
import { mix, mixAgain } from '../explorer/mixing.ts'
import type { Pausable } from '../explorer/pausable.ts'
import { type HistoryOperation, UNKNOWN } from '../linearizability/history.ts'
import { type CounterInput, type CounterOutput, callOf } from './operations.ts'

export type CounterOperation = HistoryOperation<CounterInput, CounterOutput>

const LANE = 0x2545f491

export class CounterActor {
  readonly index: number
  readonly thread: Pausable<CounterKernel>
  state: 'ready' | 'ended' | 'dead' = 'ready'
  /** Operations that are over. */
  done: CounterOperation[] = []
  /** The clock at the first access of the operation under way; 0 before it. */
  begin = 0
  /** Accesses before which it was asked who runs. */
  steps = 0
  /** The access that it stopped before, and has yet to make. */
  pending: (() => void) | undefined
  readonly #program: readonly CounterInput[]
  readonly #tick: () => number
  #low = 0
  #high = 0

  /** `tick` moves the clock on, which all threads of a schedule share. */
  constructor(
    index: number,
    thread: Pausable<CounterKernel>,
    program: readonly CounterInput[],
    tick: () => number,
  ) {
    this.index = index
    this.thread = thread
    this.#program = program
    this.#tick = tick
  }

  reset(): void {
    this.state = 'ready'
    this.done = []
    this.begin = 0
    this.steps = 0
    this.pending = undefined
    this.#low = 0
    this.#high = 0
    this.thread.reset()
  }

  /** Runs until it stops, dies or ends. */
  advance(): void {
    for (const input of this.#program.slice(this.done.length)) {
      const output = this.thread.run(callOf(input))
      if (output === undefined) return
      this.done.push({
        ...{ thread: this.index, input, output },
        ...{ call: this.begin, return: this.#tick() },
      })
      this.begin = 0
    }
    this.state = 'ended'
  }

  /** What it did, and what it was doing when it stopped for ever. */
  performed(): readonly CounterOperation[] {
    const input = this.#program[this.done.length]
    if (input === undefined || this.begin === 0) return this.done
    const { index: thread, begin: call } = this
    return [
      ...this.done,
      { thread, input, output: UNKNOWN, call, return: Number.POSITIVE_INFINITY },
    ]
  }

  /** It has read this, or begun an operation when so many of the others' were over. */
  note(seen: number): void {
    this.#low = mix(this.#low ^ seen) + 1
    this.#high = mixAgain((this.#high ^ seen) + LANE)
  }

  low(): number {
    return mix(mix(this.#low ^ this.#where()) + this.index)
  }

  high(): number {
    return mixAgain(mixAgain(this.#high ^ this.#where()) + this.index)
  }

  #where(): number {
    return (this.steps << 2) | (this.state === 'ready' ? 0 : this.state === 'ended' ? 1 : 2)
  }
}
