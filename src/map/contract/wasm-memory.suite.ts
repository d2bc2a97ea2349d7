/** `WebAssembly.Memory`, which TypeScript's library for servers does not declare. */

export interface WasmMemory {
  readonly buffer: ArrayBufferLike
}

interface MemoryDescriptor {
  readonly initial: number
  readonly maximum: number
  readonly shared: boolean
}

type MemoryClass = new (descriptor: MemoryDescriptor) => WasmMemory

const wasm: { readonly Memory: MemoryClass } = Reflect.get(globalThis, 'WebAssembly')

export const Memory: MemoryClass = wasm.Memory
