/** What the kernel asks of JavaScript. All is rare: none of it is on the path of an operation that need not wait. */

/** The caller has waited a while for the thread in slot `owner`: JavaScript looks whether it still lives, and reaps. */
export declare function blocked(owner: u32): void

/** To be called by arming.ts alone: JavaScript sees to it that `settle` runs at the thread's next turn. */
export declare function arm(): void

/**
 * Of an unsynchronised map: the caller met `writing`, the word in which another thread says that it writes; `what` it was
 * about to do. Comes back only if that thread was dead.
 */
export declare function conflict(what: u32, writing: u32): void
