export interface Compilation {
  /** Default: map. */
  readonly kernel?: 'map' | 'counter'
  /** With a hook before each access to shared memory. */
  readonly explore: boolean
  /** Of a map: one of the folders of kernel/strategies. Default: lock-free. */
  readonly strategy?: string
  readonly optimize?: boolean
  readonly edit?: (path: string, text: string) => string
}

export function compileKernel(compilation: Compilation): Promise<Uint8Array>
