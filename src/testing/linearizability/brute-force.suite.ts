/** Linearizability by its definition: every order is tried. For a handful of operations. */
import { type HistoryOperation, isPending, UNKNOWN } from './history.ts'
import type { Model } from './model.ts'

export function hasAnOrder<State, Input, Output>(
  model: Model<State, Input, Output>,
  history: readonly HistoryOperation<Input, Output>[],
  state: State = model.initial(),
): boolean {
  if (history.every(isPending)) return true
  return history.some((first, index) => {
    if (history.some((other) => other !== first && other.return < first.call)) return false
    const { input, output } = first
    const isOpen = isPending(first) || output === UNKNOWN
    if (!isOpen && !model.allows(state, input, output)) return false
    return hasAnOrder(model, history.toSpliced(index, 1), model.next(state, input))
  })
}
