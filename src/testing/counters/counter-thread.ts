/** A thread of the explorer that uses a counter, whose kernel has no slots. */
import { Buffer } from 'node:buffer'
import type { CounterKernel } from '../../counter/kernel.ts'
import { Module, type WasmMemory, type WasmModule } from '../../memory/webassembly.ts'
import { Pausable, type Stack } from '../explorer/pausable.ts'
import { KERNEL } from './kernel-bytes.ts'

/** The package's kernel of a counter, or a mutant. */
export function compileExploredCounter(kernel?: Uint8Array): WasmModule {
  return new Module(kernel ?? Buffer.from(KERNEL, 'base64'))
}

/** Attached to nothing yet. */
export function counterThread(
  module: WasmModule,
  memory: WasmMemory,
  stack: Stack,
): Pausable<CounterKernel> {
  return new Pausable(module, memory, stack, {}, isCounterKernel)
}

function isCounterKernel(exports: object): exports is CounterKernel {
  return 'retries' in exports
}
