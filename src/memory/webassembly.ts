/**
 * The few names of WebAssembly that selvedge uses. `lib` has them only with DOM, and @types/node 20 not at all; they stay
 * out of the public declarations.
 */
export interface WasmMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer
  grow(pages: number): number
}

export interface WasmModule {
  readonly [Symbol.toStringTag]?: string
}

export interface WasmGlobal {
  readonly value: number
}

interface WasmInstance {
  readonly exports: object
}

interface Api {
  readonly Memory: new (description: {
    initial: number
    maximum: number
    shared: true
  }) => WasmMemory
  readonly Module: new (bytes: Uint8Array) => WasmModule
  readonly Instance: new (
    module: WasmModule,
    imports: Record<string, Record<string, unknown>>,
  ) => WasmInstance
}

declare const WebAssembly: Api

export const Memory: Api['Memory'] = WebAssembly.Memory
export const Module: Api['Module'] = WebAssembly.Module
export const Instance: Api['Instance'] = WebAssembly.Instance

/** Bytes in a page of WebAssembly memory. */
export const PAGE: number = 65536
