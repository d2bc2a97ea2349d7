/**
 * A violation, made small enough to be read. The history as a whole has no order. A part of it is shown that has none
 * either, and for no reason that lies only in the leaving out:
 *
 * 1. _Cut_ after the earliest return such that the history up to it has no order. An order of a history gives one of the
 *    history up to any instant, in which the operations then under way are pending, so from some instant on there is none.
 * 2. _Hide_ operations, as long as those shown have no order because of the culprit: an order comes up to its return, and
 *    none goes on. What an operation returned before it must so have its explanation among those shown. Where it has not,
 *    its output is forgotten: it may have returned anything. To forget only makes more orders possible, so what is
 *    impossible then was impossible before.
 * 3. _Explain_ the culprit. If a hidden operation, or a few of the last ones together, would make those shown possible,
 *    such as the write of a value that was read too late, they have to be shown, and so has what came between, until no
 *    hidden ones would.
 * 4. _Clarify._ An operation whose output was forgotten says less than one with its output. If others can take its place,
 *    they do.
 *
 * So what is left is impossible by itself, and no operation left out would change that by being there. Step 2 is A.
 * Zeller and R. Hildebrandt's delta debugging ("Simplifying and isolating failure-inducing input", 2002).
 */
import { Attempts, type Items, operationsOf } from './attempts.ts'
import { cutWhereImpossible } from './cut.ts'
import { explanationOf } from './explanation.ts'
import type { HistoryOperation } from './history.ts'
import type { Impossible, Search } from './search.ts'

/** Steps for all attempts: some seconds. When they are spent the history stays as small as it is by then. */
const BUDGET = 20_000_000
/** Explanations that are asked for, one after the other. */
const MOST_EXPLANATIONS = 8
/** Operations, with which a part of a long history begins. */
const FEW = 16

export interface Minimised<State, Input, Output> {
  readonly operations: readonly HistoryOperation<Input, Output>[]
  /** The one of them that fits in no order. */
  readonly culprit: HistoryOperation<Input, Output> | undefined
  /** The states that it can meet. */
  readonly states: readonly State[]
}

/** A small part of a history without an order; `found` is what the search found in it. */
export function minimise<State, Input, Output>(
  search: Search<State, Input, Output>,
  history: readonly HistoryOperation<Input, Output>[],
  found: Impossible<State>,
): Minimised<State, Input, Output> {
  const attempts = new Attempts(search, BUDGET)
  const cut = cutWhereImpossible(attempts, history, found.blocked)
  const finding = attempts.judge(cut)
  const culprit = finding.kind === 'impossible' ? cut[finding.blocked]?.original : undefined
  if (finding.kind !== 'impossible' || culprit === undefined) {
    return { operations: history, culprit: history[found.blocked], states: found.states }
  }
  const shown = explain(attempts, culprit, cut)
  const operations = operationsOf(clarify(attempts, culprit, cut, shown))
  return { operations, culprit, states: finding.states }
}

function explain<State, Input, Output>(
  attempts: Attempts<State, Input, Output>,
  culprit: HistoryOperation<Input, Output>,
  cut: Items<Input, Output>,
): Items<Input, Output> {
  const needed = new Set([culprit])
  let shown = hide(attempts, culprit, cut, needed)
  for (let round = 0; round < MOST_EXPLANATIONS; round++) {
    const explanation = explanationOf(attempts, shown, cut)
    if (explanation.length === 0) break
    for (const { original } of explanation) needed.add(original)
    shown = hide(attempts, culprit, cut, needed)
  }
  return shown
}

function clarify<State, Input, Output>(
  attempts: Attempts<State, Input, Output>,
  culprit: HistoryOperation<Input, Output>,
  cut: Items<Input, Output>,
  shown: Items<Input, Output>,
): Items<Input, Output> {
  let clearest = shown
  let rest = cut
  for (let tried = 0; tried < MOST_EXPLANATIONS; tried++) {
    const vague = new Set(vagueIn(clearest))
    rest = rest.filter(({ original }) => !vague.has(original))
    if (vague.size === 0 || attempts.blockedBy(culprit, rest) === undefined) break
    const other = explain(attempts, culprit, rest)
    const isSound = explanationOf(attempts, other, cut).length === 0
    if (!isSound || vagueIn(other).length >= vague.size) break
    clearest = other
  }
  return clearest
}

/** Those whose output was forgotten. */
function vagueIn<Input, Output>(
  items: Items<Input, Output>,
): readonly HistoryOperation<Input, Output>[] {
  return items
    .filter(({ original, operation }) => operation !== original)
    .map(({ original }) => original)
}

/** Those that are needed stay. Of the others it tries to hide halves, then quarters, and in the end single ones. */
function hide<State, Input, Output>(
  attempts: Attempts<State, Input, Output>,
  culprit: HistoryOperation<Input, Output>,
  cut: Items<Input, Output>,
  needed: ReadonlySet<HistoryOperation<Input, Output>>,
): Items<Input, Output> {
  let shown = latest(attempts, culprit, cut, needed)
  for (let length = shown.length; length >= 1; length = Math.floor(length / 2)) {
    for (let start = 0; start < shown.length && !attempts.isSpent; ) {
      const end = start + length
      const fewer = shown.filter(
        ({ original }, index) => index < start || index >= end || needed.has(original),
      )
      const rest = fewer.length < shown.length ? attempts.blockedBy(culprit, fewer) : undefined
      if (rest === undefined) start = end
      else shown = rest
    }
  }
  return shown
}

/** What stands in the culprit's way is seldom far from it, so a few of the last operations may do, and cost little. */
function latest<State, Input, Output>(
  attempts: Attempts<State, Input, Output>,
  culprit: HistoryOperation<Input, Output>,
  cut: Items<Input, Output>,
  needed: ReadonlySet<HistoryOperation<Input, Output>>,
): Items<Input, Output> {
  for (let count = FEW; count < cut.length; count *= 4) {
    const first = cut.length - count
    const last = cut.filter(({ original }, index) => index >= first || needed.has(original))
    const rest = attempts.blockedBy(culprit, last)
    if (rest !== undefined) return rest
  }
  return cut
}
