/** Kinds of accesses as kernel/atomics.ts announces them to the explorer's hook. */
export const ACCESS = { load: 0, store: 1, cas: 2, ownLoad: 3, ownStore: 4, wait: 5 } as const

export function writes(access: number): boolean {
  return access === ACCESS.store || access === ACCESS.cas || access === ACCESS.ownStore
}
