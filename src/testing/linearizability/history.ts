/** A concurrent history: who called what, what came back, and which calls were over before which others began. */

/** The output of an operation when nobody knows it: it took effect, if it returned, but may have returned anything. */
export const UNKNOWN: unique symbol = Symbol('unknown output')
export type Unknown = typeof UNKNOWN

/**
 * One operation. Call and return are stamps of one counter that all threads share and count up atomically: only their
 * order matters, and only such a counter gives it. Clocks of different threads are read at other moments than they show,
 * and stand still for a while; a call stamped late or a return stamped early makes overlapping operations look as if one
 * followed the other, which turns a correct history into a violation.
 */
export interface HistoryOperation<Input, Output> {
  readonly thread: number
  readonly input: Input
  /** Not looked at in an operation that never returned. */
  readonly output: Output | Unknown
  /** Taken before the operation began. */
  readonly call: number
  /**
   * Taken after it ended. Infinity: its thread died in it, or it never came back, so it may have taken effect at any time
   * after its call, or never. Equal stamps count as overlapping.
   */
  readonly return: number
}

export function isPending(operation: { readonly return: number }): boolean {
  return operation.return === Number.POSITIVE_INFINITY
}

/** The same operation, and nothing known of what it returned. */
export function withoutOutput<Input, Output>(
  operation: HistoryOperation<Input, Output>,
): HistoryOperation<Input, Output> {
  return { ...operation, output: UNKNOWN }
}

/** The same operation as it was before it returned. */
export function beforeReturn<Input, Output>(
  operation: HistoryOperation<Input, Output>,
): HistoryOperation<Input, Output> {
  return { ...operation, output: UNKNOWN, return: Number.POSITIVE_INFINITY }
}
