/**
 * A thread of the explorer: an instance of the kernel that can stop before any access to shared memory and go on later,
 * or never. All run in one real thread, so nothing happens that was not scheduled. The kernel is built with hooks and
 * Binaryen's asyncify, which unwinds a call's stack into memory and rewinds it from there.
 */
import { Buffer } from 'node:buffer'
import {
  type Kernel,
  type Layout,
  layoutOf,
  NO_HOST,
  offset,
  type Strategy,
} from '../../memory/kernel.ts'
import { Instance, Module, type WasmMemory, type WasmModule } from '../../memory/webassembly.ts'
import type { Image } from './image.ts'
import { KERNELS } from './kernel-bytes.ts'

/** Before an access; false stops the thread there. For a wait, `detail` is the value awaited, else the bytes accessed. */
export type Hook = (address: number, detail: number, access: number) => boolean

/** One call of the kernel. Run again to go on when it was stopped: its arguments do not count then. */
export type Call = (kernel: Kernel) => number

export interface Stack {
  readonly start: number
  readonly end: number
}

/** What scripts/compile-kernel.mjs adds to the kernel. */
interface Pausable {
  asyncify_start_unwind(stack: number): void
  asyncify_stop_unwind(): void
  asyncify_start_rewind(stack: number): void
  asyncify_stop_rewind(): void
  asyncify_get_state(): number
  keepGlobals(): void
  restoreGlobals(): void
}

const UNWINDING = 1
const STACK_HEADER = 8

/** An entry of the slot table: kernel/threads/slot-table.ts. */
const ATTACHED = 2
const STATE_MASK = 7
const STATE_BITS = 3

/** The package's kernel of a strategy, or a mutant. */
export function compileExplored(kernel: Strategy | Uint8Array = 'lock-free'): WasmModule {
  return new Module(typeof kernel === 'string' ? Buffer.from(KERNELS[kernel], 'base64') : kernel)
}

export class LogicalThread {
  readonly id: number
  readonly kernel: Kernel
  readonly layout: Layout
  /** The slot's results and window, as src/memory/thread.ts has them. */
  readonly results: Int32Array
  readonly numbers: Float64Array
  readonly window: Uint8Array
  hook: Hook = goOn
  /** The kernel waits for the thread in this slot, and has waited long. */
  onBlocked: (slot: number) => void = () => {}
  /** The kernel met the name of the thread in this slot, which writes. */
  onConflict: (slot: number) => void = () => {}
  /** JavaScript is about to write to memory. */
  onWrite: (address: number, bytes: number) => void = () => {}
  readonly #pausable: Pausable
  readonly #stack: Stack
  readonly #header: Int32Array
  #isPaused = false
  #isRewinding = false

  /** A kernel over `memory` that is attached to nothing yet, and never stops. */
  static over(module: WasmModule, memory: WasmMemory): Kernel {
    const { exports } = new Instance(module, {
      env: { memory },
      host: { ...NO_HOST },
      atomics: { step() {} },
    })
    if (!isPausable(exports)) throw new TypeError('this kernel was built without hooks')
    return exports
  }

  /** Attaches to the map in `memory`. The stack is kept outside the map. */
  constructor(module: WasmModule, memory: WasmMemory, stack: Stack, id: number) {
    this.id = id
    this.#stack = stack
    this.#header = new Int32Array(memory.buffer, stack.start, 2)
    const { exports } = new Instance(module, {
      env: { memory },
      host: {
        ...NO_HOST,
        blocked: (slot: number) => this.onBlocked(slot),
        conflict: (_what: number, writing: number) => this.onConflict(writing - 1),
      },
      atomics: {
        step: (address: number, detail: number, access: number) =>
          this.#step(address, detail, access),
      },
    })
    if (!isPausable(exports)) throw new TypeError('this kernel was built without hooks')
    this.kernel = exports
    this.#pausable = exports
    exports.open()
    exports.attach(id, 0, 0)
    const base = exports.slotAddress()
    this.layout = layoutOf(exports)
    this.results = new Int32Array(memory.buffer, base, 16)
    this.numbers = new Float64Array(memory.buffer, base, 8)
    const window = base + offset(this.layout, 'WINDOW')
    this.window = new Uint8Array(memory.buffer, window, offset(this.layout, 'WINDOW_SIZE'))
    exports.keepGlobals()
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

  #step(address: number, detail: number, access: number): void {
    if (this.#isRewinding) {
      this.#pausable.asyncify_stop_rewind()
      this.#isRewinding = false
      return
    }
    if (this.hook(address >>> 0, detail >>> 0, access)) return
    this.#header[0] = this.#stack.start + STACK_HEADER
    this.#header[1] = this.#stack.end
    this.#pausable.asyncify_start_unwind(this.#stack.start)
  }

  /** Begins the call, or goes on with the one that was stopped; undefined if it stops again. */
  run(call: Call): number | undefined {
    if (this.#isPaused) {
      this.#isPaused = false
      this.#isRewinding = true
      this.#pausable.asyncify_start_rewind(this.#stack.start)
    }
    const result = call(this.kernel)
    if (this.#pausable.asyncify_get_state() !== UNWINDING) return result
    this.#pausable.asyncify_stop_unwind()
    this.#isPaused = true
    return undefined
  }

  /** Gives up the call that was stopped: what it had on its stack is gone, as if an exception had ended it. */
  abandon(): void {
    this.#isPaused = false
    this.hook = goOn
  }

  /** As it was when it had attached. */
  reset(): void {
    this.abandon()
    this.#pausable.restoreGlobals()
  }
}

function goOn(): boolean {
  return true
}

function isPausable(exports: object): exports is Kernel & Pausable {
  return 'asyncify_start_unwind' in exports && 'keepGlobals' in exports && 'putKnown' in exports
}
