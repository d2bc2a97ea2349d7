/**
 * An instance of a kernel whose calls can stop before any access to shared memory and go on later, or never. The kernel is
 * built with hooks and Binaryen's asyncify, which unwinds a call's stack into memory and rewinds it from there.
 */
import { Instance, type WasmMemory, type WasmModule } from '../../memory/webassembly.ts'

/** Before an access; false stops the call there. For a wait, `detail` is the value awaited, else the bytes accessed. */
export type Hook = (address: number, detail: number, access: number) => boolean

/** Where a call's stack is kept: outside of what the kernel uses. */
export interface Stack {
  readonly start: number
  readonly end: number
}

/** What scripts/compile-kernel.mjs adds to a kernel. */
interface Asyncified {
  asyncify_start_unwind(stack: number): void
  asyncify_stop_unwind(): void
  asyncify_start_rewind(stack: number): void
  asyncify_stop_rewind(): void
  asyncify_get_state(): number
  keepGlobals(): void
  restoreGlobals(): void
}

/** What a kernel imports of the host, but for memory and hooks. */
export type HostImports = Record<string, (...args: number[]) => void>

/** Tells by its members whether exports are those of the kernel that is wanted. */
export type IsKernel<Kernel extends object> = (exports: object) => exports is Kernel

const UNWINDING = 1
const STACK_HEADER = 8

export class Pausable<Kernel extends object> {
  readonly kernel: Kernel
  hook: Hook = goOn
  readonly #asyncified: Asyncified
  readonly #stack: Stack
  readonly #header: Int32Array
  #isPaused = false
  #isRewinding = false

  constructor(
    module: WasmModule,
    memory: WasmMemory,
    stack: Stack,
    host: HostImports,
    isKernel: IsKernel<Kernel>,
  ) {
    this.#stack = stack
    this.#header = new Int32Array(memory.buffer, stack.start, 2)
    const step = (address: number, detail: number, access: number): void =>
      this.#step(address, detail, access)
    const exports = instantiate(module, memory, host, step, isKernel)
    this.kernel = exports
    this.#asyncified = exports
  }

  /** What is in the kernel's globals now is what `reset` brings back. */
  keep(): void {
    this.#asyncified.keepGlobals()
  }

  /** Begins the call, or goes on with the one that was stopped; undefined if it stops again. */
  run(call: (kernel: Kernel) => number): number | undefined {
    if (this.#isPaused) {
      this.#isPaused = false
      this.#isRewinding = true
      this.#asyncified.asyncify_start_rewind(this.#stack.start)
    }
    const result = call(this.kernel)
    if (this.#asyncified.asyncify_get_state() !== UNWINDING) return result
    this.#asyncified.asyncify_stop_unwind()
    this.#isPaused = true
    return undefined
  }

  /** Gives up the call that was stopped: what it had on its stack is gone, as if an exception had ended it. */
  abandon(): void {
    this.#isPaused = false
    this.hook = goOn
  }

  /** As it was kept. */
  reset(): void {
    this.abandon()
    this.#asyncified.restoreGlobals()
  }

  #step(address: number, detail: number, access: number): void {
    if (this.#isRewinding) {
      this.#asyncified.asyncify_stop_rewind()
      this.#isRewinding = false
      return
    }
    if (this.hook(address >>> 0, detail >>> 0, access)) return
    this.#header[0] = this.#stack.start + STACK_HEADER
    this.#header[1] = this.#stack.end
    this.#asyncified.asyncify_start_unwind(this.#stack.start)
  }
}

/** A kernel over `memory` whose calls never stop. */
export function unstoppable<Kernel extends object>(
  module: WasmModule,
  memory: WasmMemory,
  host: HostImports,
  isKernel: IsKernel<Kernel>,
): Kernel {
  return instantiate(module, memory, host, () => {}, isKernel)
}

function instantiate<Kernel extends object>(
  module: WasmModule,
  memory: WasmMemory,
  host: HostImports,
  step: (address: number, detail: number, access: number) => void,
  isKernel: IsKernel<Kernel>,
): Kernel & Asyncified {
  const { exports } = new Instance(module, { env: { memory }, host, atomics: { step } })
  if (isKernel(exports) && isAsyncified(exports)) return exports
  throw new TypeError('this is another kernel, or one that was built without hooks')
}

function goOn(): boolean {
  return true
}

function isAsyncified(exports: object): exports is Asyncified {
  return 'asyncify_start_unwind' in exports && 'keepGlobals' in exports
}
