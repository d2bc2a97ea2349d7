/** Whether what concurrent operations returned, and left behind, is what some order of them, one at a time, would have. */
import type { Key, Model, Value } from './model.ts'
import type { Operation, Output } from './operations/operation.ts'

/** An operation that ran: the clock at its first access and after its last, or Infinity if its thread died in it. */
export interface Performed {
  readonly operation: Operation
  readonly output: Output
  readonly call: number
  readonly return: number
}

export type Contents = ReadonlyMap<Key, Value>

/** Tries all orders that keep to the clock. Operations without a return may have taken effect, or not. O(n!), n small. */
export function isSequential(
  start: Model,
  performed: readonly Performed[],
  contents: Contents,
): boolean {
  if (performed.every((one) => one.return === Number.POSITIVE_INFINITY)) {
    if (isSame(start.values, contents)) return true
  }
  return performed.some((first, index) => {
    if (performed.some((other) => other.return < first.call)) return false
    const after = start.copy()
    const output = first.operation.apply(after, first.output)
    const isPending = first.return === Number.POSITIVE_INFINITY
    if (!isPending && !Object.is(output, first.output)) return false
    return isSequential(after, performed.toSpliced(index, 1), contents)
  })
}

function isSame(a: Contents, b: Contents): boolean {
  if (a.size !== b.size) return false
  for (const [key, value] of a) if (!Object.is(value, b.get(key))) return false
  return true
}
