/** A counter in a memory of its own, with the explorer's threads attached, and one more that looks. */
import type { CounterKernel } from '../../counter/kernel.ts'
import { Memory, PAGE, type WasmMemory, type WasmModule } from '../../memory/webassembly.ts'
import { Image } from '../explorer/image.ts'
import type { Pausable } from '../explorer/pausable.ts'
import { counterThread } from './counter-thread.ts'
import type { CounterInput } from './operations.ts'

/** Of the counter's one page, the end: it has few stripes here. */
const STACKS_FROM = PAGE / 2
const STACK_BYTES = 2048

export interface CounterStage {
  readonly image: Image
  /** Those that operations are given to; the first has the first cell, and so on. */
  readonly threads: readonly Pausable<CounterKernel>[]
  /** Runs unwatched. */
  readonly observer: Pausable<CounterKernel>
}

export interface CounterStart {
  /** Cells; 0 for the plain form. */
  readonly stripes: number
  readonly initial: number
}

/** What threads do, and from where. */
export interface CounterSearch extends CounterStart {
  /** For each thread what it does, one after the other. */
  readonly programs: readonly (readonly CounterInput[])[]
}

export function makeCounterStage(
  module: WasmModule,
  { stripes, initial }: CounterStart,
  count: number,
): CounterStage {
  const memory: WasmMemory = new Memory({ initial: 1, maximum: 1, shared: true })
  const threadAt = (index: number): Pausable<CounterKernel> => {
    const start = STACKS_FROM + index * STACK_BYTES
    return counterThread(module, memory, { start, end: start + STACK_BYTES })
  }
  const observer = threadAt(count)
  observer.kernel.create(stripes, initial)
  const threads = Array.from({ length: count }, (_, index) => threadAt(index))
  for (const thread of [...threads, observer]) {
    thread.kernel.attach()
    thread.keep()
  }
  return { image: new Image(memory), threads, observer }
}
