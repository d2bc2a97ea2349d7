/**
 * A thread of the explorer that uses a counter: an instance of the counter's kernel that can stop before any access to
 * shared memory and go on later, or never. As ../explorer/logical-thread.ts, for a kernel that has no slots.
 */
import { Buffer } from 'node:buffer'
import type { CounterKernel } from '../../counter/kernel.ts'
import { Instance, Module, type WasmMemory, type WasmModule } from '../../memory/webassembly.ts'
import type { Hook, Stack } from '../explorer/logical-thread.ts'
import { KERNEL } from './kernel-bytes.ts'

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

/** The package's kernel of a counter, or a mutant. */
export function compileExploredCounter(kernel?: Uint8Array): WasmModule {
  return new Module(kernel ?? Buffer.from(KERNEL, 'base64'))
}

export class CounterThread {
  readonly kernel: CounterKernel
  hook: Hook = goOn
  readonly #pausable: Pausable
  readonly #stack: Stack
  readonly #header: Int32Array
  #isPaused = false
  #isRewinding = false

  /** Attached to nothing yet. */
  constructor(module: WasmModule, memory: WasmMemory, stack: Stack) {
    this.#stack = stack
    this.#header = new Int32Array(memory.buffer, stack.start, 2)
    const step: Hook = (address, detail, access) => this.#step(address, detail, access)
    const { exports } = new Instance(module, { env: { memory }, atomics: { step } })
    if (!isPausable(exports)) throw new TypeError('this kernel was built without hooks')
    this.kernel = exports
    this.#pausable = exports
  }

  attach(): void {
    this.kernel.attach()
    this.#pausable.keepGlobals()
  }

  #step(address: number, detail: number, access: number): boolean {
    if (this.#isRewinding) {
      this.#pausable.asyncify_stop_rewind()
      this.#isRewinding = false
      return true
    }
    if (this.hook(address >>> 0, detail >>> 0, access)) return true
    this.#header[0] = this.#stack.start + STACK_HEADER
    this.#header[1] = this.#stack.end
    this.#pausable.asyncify_start_unwind(this.#stack.start)
    return false
  }

  /** Begins the call, or goes on with the one that was stopped; undefined if it stops again. */
  run(call: (kernel: CounterKernel) => number): number | undefined {
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

  /** As it was when it had attached; a call that was stopped is given up. */
  reset(): void {
    this.#isPaused = false
    this.hook = goOn
    this.#pausable.restoreGlobals()
  }
}

function goOn(): boolean {
  return true
}

function isPausable(exports: object): exports is CounterKernel & Pausable {
  return 'asyncify_start_unwind' in exports && 'keepGlobals' in exports && 'retries' in exports
}
