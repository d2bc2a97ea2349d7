/** Kinds of accesses as kernel/atomics.ts announces them to the explorer's hook. */
export const ACCESS = { load: 0, store: 1, cas: 2, ownLoad: 3, ownStore: 4, wait: 5 } as const

/** A CAS may write, or find something else than it expected. */
export function writes(access: number): boolean {
  return access === ACCESS.store || access === ACCESS.cas || access === ACCESS.ownStore
}

/** Whether what follows may depend on what the word holds. */
export function reads(access: number): boolean {
  return access !== ACCESS.store && access !== ACCESS.ownStore
}

/** Not atomic: the memory model gives no meaning to such an access if it races with a write. */
export function isPlain(access: number): boolean {
  return access === ACCESS.ownLoad || access === ACCESS.ownStore
}
