/** A counter's kernel as JavaScript sees it, and its memory. What each call does is said in kernel/counter/index.ts. */
import { FullError, HandleError } from '../errors.ts'
import { decodeBase64, type Layout, layoutOf, offset } from '../memory/kernel.ts'
import {
  Instance,
  Memory,
  Module,
  type WasmMemory,
  type WasmModule,
} from '../memory/webassembly.ts'
import { KERNEL } from './kernel-bytes.ts'

export interface CounterKernel {
  create(stripes: number, initial: number): void
  attach(): number
  add(by: number): number
  value(): number
  reset(): number
  stripes(): number
  retries(): number
}

/** A counter has one page, which never grows: a cell that is there stays where it is. */
const PAGES = 1

/** V8 shares the code of equal modules between the threads of a process, so each compiles its own. */
let compiled: WasmModule | undefined

/** An instance for this thread over the given memory. Throws what WebAssembly throws if the memory does not fit. */
export function instantiateCounter(memory: WasmMemory): { kernel: CounterKernel; layout: Layout } {
  compiled ??= new Module(decodeBase64(KERNEL))
  const { exports } = new Instance(compiled, { env: { memory } })
  if (!isCounterKernel(exports)) throw new TypeError('the embedded kernel lacks an export')
  return { kernel: callsOf(exports), layout: layoutOf(exports) }
}

/** A shared memory that holds a counter, which nobody is attached to. @throws {FullError} `ERR_FULL` */
export function createCounter(stripes: number, initial: number): WasmMemory {
  const memory = allocate()
  instantiateCounter(memory).kernel.create(stripes, initial)
  return memory
}

/** A new instance that adds to a cell of its own, where there are enough of them. @throws {HandleError} */
export function attachCounter(memory: WasmMemory): CounterKernel {
  const { kernel, layout } = instantiateOver(memory)
  checkVersion(kernel.attach(), offset(layout, 'LAYOUT_VERSION'))
  return kernel
}

function allocate(): WasmMemory {
  try {
    return new Memory({ initial: PAGES, maximum: PAGES, shared: true })
  } catch (cause) {
    throw new FullError('the system has no address space for another counter: drop some', { cause })
  }
}

function instantiateOver(memory: WasmMemory): ReturnType<typeof instantiateCounter> {
  try {
    return instantiateCounter(memory)
  } catch (error) {
    throw new HandleError('ERR_HANDLE_INVALID', `the handle's memory is not a counter's: ${error}`)
  }
}

function checkVersion(found: number, expected: number): void {
  if (found === expected) return
  if (found === 0) {
    throw new HandleError(
      'ERR_HANDLE_INVALID',
      'the memory in the handle holds no counter of selvedge',
    )
  }
  throw new HandleError(
    'ERR_HANDLE_VERSION',
    `the counter has layout version ${found}, this copy of selvedge has ${expected}: load one version in the whole process`,
  )
}

/** The exports as a literal: see src/memory/kernel.ts. */
function callsOf(exports: CounterKernel): CounterKernel {
  const { create, attach, add, value, reset, stripes, retries } = exports
  return { create, attach, add, value, reset, stripes, retries }
}

function isCounterKernel(exports: object): exports is CounterKernel {
  return 'create' in exports && 'add' in exports && 'retries' in exports
}
