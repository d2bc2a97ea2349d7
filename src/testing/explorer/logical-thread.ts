/** A thread of the explorer: it has a slot of the map. All run in one real thread, so nothing happens that was not scheduled. */
import { Buffer } from 'node:buffer'
import {
  type Kernel,
  type Layout,
  layoutOf,
  NO_HOST,
  offset,
  type Strategy,
} from '../../memory/kernel.ts'
import { Module, type WasmMemory, type WasmModule } from '../../memory/webassembly.ts'
import type { Image } from './image.ts'
import { KERNELS } from './kernel-bytes.ts'
import { Pausable, type Stack, unstoppable } from './pausable.ts'

/** One call of the kernel. Run again to go on when it was stopped: its arguments do not count then. */
export type Call = (kernel: Kernel) => number

/** An entry of the slot table: kernel/threads/slot-table.ts. */
const ATTACHED = 2
const STATE_MASK = 7
const STATE_BITS = 3

/** The package's kernel of a strategy, or a mutant. */
export function compileExplored(kernel: Strategy | Uint8Array = 'lock-free'): WasmModule {
  return new Module(typeof kernel === 'string' ? Buffer.from(KERNELS[kernel], 'base64') : kernel)
}

/** What the kernel tells its host. */
export interface HostCalls {
  /** It waits for the thread in this slot, and has waited long. */
  onBlocked: (slot: number) => void
  /** It met the name of the thread in this slot, which writes. */
  onConflict: (slot: number) => void
}

export class LogicalThread extends Pausable<Kernel> {
  readonly id: number
  readonly layout: Layout
  /** The slot's results and window, as src/memory/thread.ts has them. */
  readonly results: Int32Array
  readonly numbers: Float64Array
  readonly window: Uint8Array
  /** JavaScript is about to write to memory. */
  onWrite: (address: number, bytes: number) => void = () => {}
  readonly calls: HostCalls

  /** A kernel over `memory` that is attached to nothing yet, and never stops. */
  static over(module: WasmModule, memory: WasmMemory): Kernel {
    return unstoppable(module, memory, { ...NO_HOST }, isKernel)
  }

  /** Attaches to the map in `memory`. The stack is kept outside the map. */
  constructor(module: WasmModule, memory: WasmMemory, stack: Stack, id: number) {
    const calls: HostCalls = { onBlocked() {}, onConflict() {} }
    const host = {
      ...NO_HOST,
      blocked: (slot: number): void => calls.onBlocked(slot),
      conflict: (_what: number, writing: number): void => calls.onConflict(writing - 1),
    }
    super(module, memory, stack, host, isKernel)
    this.id = id
    this.calls = calls
    this.kernel.open()
    this.kernel.attach(id, 0, 0)
    const base = this.kernel.slotAddress()
    this.layout = layoutOf(this.kernel)
    this.results = new Int32Array(memory.buffer, base, 16)
    this.numbers = new Float64Array(memory.buffer, base, 8)
    const window = base + offset(this.layout, 'WINDOW')
    this.window = new Uint8Array(memory.buffer, window, offset(this.layout, 'WINDOW_SIZE'))
    this.keep()
  }

  write(bytes: Uint8Array, at: number): void {
    this.onWrite(this.window.byteOffset + at, bytes.length)
    this.window.set(bytes, at)
  }

  /** The slots that this thread has, or is about to have or to lose. */
  slots(image: Image): number[] {
    const slots: number[] = []
    const used = image.at(offset(this.layout, 'HEADER_SLOTS_USED'))
    for (let slot = 0; slot < used; slot++) {
      if (this.#entry(image, slot) >>> STATE_BITS === this.id) slots.push(slot)
    }
    return slots
  }

  isAttached(image: Image): boolean {
    return this.slots(image).some((slot) => (this.#entry(image, slot) & STATE_MASK) === ATTACHED)
  }

  #entry(image: Image, slot: number): number {
    return image.at(offset(this.layout, 'SLOT_TABLE') + slot * offset(this.layout, 'ENTRY_SIZE'))
  }
}

function isKernel(exports: object): exports is Kernel {
  return 'putKnown' in exports
}
