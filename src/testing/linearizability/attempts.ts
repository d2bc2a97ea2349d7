/** What a history is made smaller with: attempts at parts of it, each judged by the search, and all of them limited. */
import { type HistoryOperation, withoutOutput } from './history.ts'
import type { Finding, Search } from './search.ts'

/** An operation as it was recorded, up to where the history was cut, and as it is in the present attempt. */
export interface Item<Input, Output> {
  readonly original: HistoryOperation<Input, Output>
  readonly operation: HistoryOperation<Input, Output>
}

/** In the order of their calls. */
export type Items<Input, Output> = readonly Item<Input, Output>[]

/** Outputs forgotten in one attempt. */
const MOST_FORGOTTEN = 32

export class Attempts<State, Input, Output> {
  readonly #search: Search<State, Input, Output>
  #left: number

  /** All attempts together may take so many steps. */
  constructor(search: Search<State, Input, Output>, budget: number) {
    this.#search = search
    this.#left = budget
  }

  /** Nothing more can be tried: every attempt fails. */
  get isSpent(): boolean {
    return this.#left <= 0
  }

  judge(items: Items<Input, Output>): Finding<State> {
    if (this.isSpent) return { kind: 'undecided' }
    const before = this.#search.steps
    const finding = this.#search.run(operationsOf(items), this.#left)
    this.#left -= items.length + this.#search.steps - before
    return finding
  }

  /**
   * The same operations, if they are impossible because of the culprit. Where an earlier one is impossible already, since
   * what explained it is not among them, its output is forgotten.
   */
  blockedBy(
    culprit: HistoryOperation<Input, Output>,
    items: Items<Input, Output>,
  ): Items<Input, Output> | undefined {
    let current = items
    for (let forgotten = 0; forgotten <= MOST_FORGOTTEN; forgotten++) {
      const finding = this.judge(current)
      const blocked = finding.kind === 'impossible' ? current[finding.blocked] : undefined
      if (finding.kind !== 'impossible' || blocked === undefined) return undefined
      const { original } = blocked
      if (original === culprit) return current
      current = current.with(finding.blocked, { original, operation: withoutOutput(original) })
    }
    return undefined
  }
}

export function operationsOf<Input, Output>(
  items: Items<Input, Output>,
): readonly HistoryOperation<Input, Output>[] {
  return items.map(({ operation }) => operation)
}
