/** Whether a recorded history is linearizable: the front of the checker. */
import { OptionError } from '../../errors.ts'
import type { HistoryOperation } from './history.ts'
import { minimise } from './minimise.ts'
import type { Model } from './model.ts'
import { type Part, split } from './partitions.ts'
import { picture } from './picture.ts'
import { type Impossible, Search } from './search.ts'

export interface CheckOptions {
  /**
   * Gives up on a part of the history after so many steps, which bounds time and memory: a step is one operation tried at
   * one place, takes less than a microsecond, and keeps four bytes for each operation that can be under way at a time.
   * Default: 20 million.
   */
  readonly maxSteps?: number
}

/**
 * The answer. `ok` is true only if an order was found for every part; `undefined` says that neither an order nor a
 * violation was found within the bound.
 */
export type Verdict<Input, Output> =
  | { readonly ok: true; readonly operations: number; readonly partitions: number }
  | { readonly ok: false; readonly violation: Violation<Input, Output> }
  | { readonly ok: undefined; readonly undecided: Undecided }

export interface Violation<Input, Output> {
  /** The part of the object whose history has no order; undefined if the object has no parts. */
  readonly partition: unknown
  /**
   * A small history that shows it: not linearizable itself, and none of the operations left out explains it. Some of it
   * may be more open than what was recorded, where that made no difference: an output UNKNOWN, a return at Infinity.
   */
  readonly operations: readonly HistoryOperation<Input, Output>[]
  /** How many operations of the same part are left out. */
  readonly omitted: number
  /** The same as a picture. */
  readonly text: string
}

export interface Undecided {
  /** The first part for which the bound was too low. All parts after it were checked as well, without a violation. */
  readonly partition: unknown
  readonly operations: number
  readonly maxSteps: number
}

const MAX_STEPS = 20_000_000

/**
 * Looks for an order of the operations, one at a time, that the model allows and that keeps to what was over before what
 * began. Worst case exponential in the operations that overlap; a real history takes about a microsecond an operation.
 *
 * @throws {OptionError} `ERR_OPTION` for stamps that are no history's
 */
export function checkLinearizable<State, Input, Output>(
  model: Model<State, Input, Output>,
  history: readonly HistoryOperation<NoInfer<Input>, NoInfer<Output>>[],
  options: CheckOptions = {},
): Verdict<Input, Output> {
  const maxSteps = options.maxSteps ?? MAX_STEPS
  if (!(maxSteps >= 1)) {
    throw new OptionError(`maxSteps must be 1 or more, not ${String(maxSteps)}`)
  }
  const parts = split(model, inOrderOfCalls(history))
  const search = new Search(model)
  let undecided: Undecided | undefined
  for (const part of parts) {
    const finding = search.run(part.operations, maxSteps)
    if (finding.kind === 'impossible') {
      return { ok: false, violation: violationOf(model, search, part, finding) }
    }
    if (finding.kind === 'undecided') {
      const { partition, operations } = part
      undecided ??= { partition, operations: operations.length, maxSteps }
    }
  }
  if (undecided !== undefined) return { ok: undefined, undecided }
  return { ok: true, operations: history.length, partitions: parts.length }
}

function violationOf<State, Input, Output>(
  model: Model<State, Input, Output>,
  search: Search<State, Input, Output>,
  part: Part<Input, Output>,
  found: Impossible<State>,
): Violation<Input, Output> {
  const { partition } = part
  const least = minimise(search, part.operations, found)
  const { operations } = least
  const omitted = part.operations.length - operations.length
  return { partition, operations, omitted, text: picture({ ...least, model, partition, omitted }) }
}

function inOrderOfCalls<Input, Output>(
  history: readonly HistoryOperation<Input, Output>[],
): readonly HistoryOperation<Input, Output>[] {
  let isSorted = true
  let last = Number.NEGATIVE_INFINITY
  for (const [index, operation] of history.entries()) {
    if (!(Number.isFinite(operation.call) && operation.return >= operation.call)) {
      const { call, return: end } = operation
      throw new OptionError(
        `history[${index}] cannot have its call at ${call}, its return at ${end}`,
      )
    }
    if (operation.call < last) isSorted = false
    last = operation.call
  }
  return isSorted ? history : history.toSorted((a, b) => a.call - b.call)
}
