/** A history, split into those of the object's independent parts. */
import type { HistoryOperation } from './history.ts'
import type { Model } from './model.ts'

export interface Part<Input, Output> {
  /** What the model's `partition` gave; undefined for the object as a whole. */
  readonly partition: unknown
  /** In the order of their calls. */
  readonly operations: readonly HistoryOperation<Input, Output>[]
}

/** The parts of a history that is in the order of its calls. Operations on the whole object are in each. */
export function split<State, Input, Output>(
  model: Model<State, Input, Output>,
  history: readonly HistoryOperation<Input, Output>[],
): readonly Part<Input, Output>[] {
  const parts = new Map<unknown, HistoryOperation<Input, Output>[]>()
  const whole: HistoryOperation<Input, Output>[] = []
  for (const operation of history) {
    const partition = model.partition?.(operation.input)
    if (partition === undefined) {
      whole.push(operation)
      continue
    }
    const operations = parts.get(partition)
    if (operations === undefined) parts.set(partition, [operation])
    else operations.push(operation)
  }
  if (parts.size === 0)
    return whole.length === 0 ? [] : [{ partition: undefined, operations: whole }]
  return Array.from(parts, ([partition, operations]) => ({
    partition,
    operations: whole.length === 0 ? operations : merged(operations, whole),
  }))
}

/** Two histories as one; both, and the result, in the order of their calls. */
function merged<Input, Output>(
  a: readonly HistoryOperation<Input, Output>[],
  b: readonly HistoryOperation<Input, Output>[],
): HistoryOperation<Input, Output>[] {
  const both: HistoryOperation<Input, Output>[] = []
  let taken = 0
  for (const operation of a) {
    for (let next = b[taken]; next !== undefined && next.call < operation.call; next = b[taken]) {
      both.push(next)
      taken++
    }
    both.push(operation)
  }
  return both.concat(b.slice(taken))
}
