/** What a write may depend on, and what comes of it: also JavaScript knows these numbers. */

/** Conditions. */
export const ALWAYS: u32 = 0
export const IF_ABSENT: u32 = 1
export const IF_VERSION: u32 = 2

/** Results. */
export const CONFLICT: i32 = 0
export const CHANGED: i32 = 1
export const INSERTED_NEW: i32 = 2
export const FULL: i32 = -1
export const WRONG_TYPE: i32 = -2
/** The place kept by a near cache is another's by now: come with the key. */
export const STALE: i32 = -3
/** Something came between: look for the key again. Never the result of a call. */
export const RETRY: i32 = 3
