/** What would make an impossible history possible: operations that were hidden from it and have to be shown. */
import type { Attempts, Item, Items } from './attempts.ts'
import { withoutOutput } from './history.ts'

/** Beyond so many that could explain it together, counted back from the end, none are looked for. */
const MOST_TOGETHER = 128

/** Hidden operations that, whatever they returned, would explain those shown: a single one if one does, or a few. */
export function explanationOf<State, Input, Output>(
  attempts: Attempts<State, Input, Output>,
  shown: Items<Input, Output>,
  cut: Items<Input, Output>,
): Items<Input, Output> {
  const isShown = new Set(shown.map(({ original }) => original))
  const hidden = cut
    .filter(({ original }) => !isShown.has(original))
    .map(({ original }) => ({ original, operation: withoutOutput(original) }))
  const explain = (some: Items<Input, Output>): boolean =>
    attempts.judge([...shown, ...some].sort(byCall)).kind === 'linearizable'
  const single = hidden.findLast((item) => explain([item]))
  if (single !== undefined) return [single]
  for (let count = 2; count <= MOST_TOGETHER; count *= 2) {
    const last = hidden.slice(-count)
    if (explain(last)) return fewest(last, explain)
    if (count >= hidden.length) break
  }
  return []
}

/** As few of them as still explain. */
function fewest<Input, Output>(
  enough: Items<Input, Output>,
  explain: (some: Items<Input, Output>) => boolean,
): Items<Input, Output> {
  let few = enough
  for (const item of enough) {
    const fewer = few.filter((each) => each !== item)
    if (explain(fewer)) few = fewer
  }
  return few
}

function byCall(a: Item<unknown, unknown>, b: Item<unknown, unknown>): number {
  return a.original.call - b.original.call
}
