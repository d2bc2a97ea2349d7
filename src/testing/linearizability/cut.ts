/** A history without an order, cut after the earliest return such that what comes up to it has none. */
import type { Attempts, Items } from './attempts.ts'
import { beforeReturn, type HistoryOperation, isPending } from './history.ts'

type Operations<Input, Output> = readonly HistoryOperation<Input, Output>[]

/**
 * The search came to the return of operation number `blocked`, so it is not before that; often it is there, or where one
 * of the operations returned that were under way. From there it is looked for in steps that double, then by bisection.
 */
export function cutWhereImpossible<State, Input, Output>(
  attempts: Attempts<State, Input, Output>,
  history: Operations<Input, Output>,
  blocked: number,
): Items<Input, Output> {
  const returns = history
    .filter((operation) => !isPending(operation))
    .map((operation) => operation.return)
    .sort((a, b) => a - b)
  const upTo = (place: number): Items<Input, Output> => cutAfter(history, returns[place] ?? 0)
  const isEnough = (place: number): boolean => attempts.judge(upTo(place)).kind === 'impossible'
  const last = returns.length - 1
  let tooEarly = returns.indexOf(history[blocked]?.return ?? 0) - 1
  let late = tooEarly + 1
  while (late < last && !isEnough(late)) {
    const step = (late - tooEarly) * 2
    tooEarly = late
    late = Math.min(late + step, last)
  }
  while (late - tooEarly > 1) {
    const middle = (tooEarly + late) >> 1
    if (isEnough(middle)) late = middle
    else tooEarly = middle
  }
  return upTo(late)
}

function cutAfter<Input, Output>(
  history: Operations<Input, Output>,
  stamp: number,
): Items<Input, Output> {
  return history
    .filter(({ call }) => call <= stamp)
    .map((operation) => (operation.return > stamp ? beforeReturn(operation) : operation))
    .map((operation) => ({ original: operation, operation }))
}
