/** What the kernel asks of JavaScript. Both are rare: neither is on the path of an operation that need not wait. */

/** The caller has waited a while for the thread in slot `owner`: JavaScript looks whether it still lives, and reaps. */
export declare function blocked(owner: u32): void

/**
 * The caller is about to take a lock in which it could be aborted while its thread lives on (a `vm` timeout, a stack
 * overflow): JavaScript sees to it that `recoverSelf` runs at the thread's next turn.
 */
export declare function arm(): void
