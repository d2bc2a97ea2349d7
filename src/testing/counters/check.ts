/** What has to hold after every schedule of a counter. */
import { checkLinearizable } from '../linearizability/check.ts'
import { isPending } from '../linearizability/history.ts'
import type { CounterOperation } from './actor.ts'
import type { CounterOutcome } from './execution.ts'
import { type CounterInput, counterModel, describeInput } from './operations.ts'
import type { CounterSearch, CounterStage } from './stage.ts'

/** What is wrong, in words; undefined if nothing is. */
export function findFault(
  search: CounterSearch,
  stage: CounterStage,
  outcome: CounterOutcome,
): string | undefined {
  const { stuck, race, isRedundant, performed } = outcome
  if (stuck.length > 0) return `thread ${stuck.join(' and ')} cannot go on`
  if (race !== undefined) return `threads race for the word at ${race}`
  if (isRedundant) return undefined
  const { kernel } = stage.observer
  const value = kernel.value()
  const { stripes, initial } = search
  if (stripes > 0 && isResetAmongAdds(search)) return findUnbalanced(initial, value, performed)
  const last = lastLook(value, performed)
  const model = counterModel(stripes > 0, initial)
  const { ok } = checkLinearizable(model, [...performed, last])
  return ok === true ? undefined : `no order of ${describeAll(performed)} leaves ${value}`
}

/** Then a reset of a striped counter may take an add of which it is not known whether it came before another. */
function isResetAmongAdds({ programs }: CounterSearch): boolean {
  const withOp = (op: CounterInput['op']): readonly number[] =>
    programs.flatMap((program, index) => (program.some((input) => input.op === op) ? [index] : []))
  return withOp('reset').some((resetting) => withOp('add').some((adding) => adding !== resetting))
}

/** Whoever looks after all is over must find each acknowledged add, and of the dead each add whole or not at all. */
function lastLook(output: number, performed: readonly CounterOperation[]): CounterOperation {
  const over = performed.map((one) => (isPending(one) ? one.call : one.return))
  const call = Math.max(0, ...over) + 1
  return { thread: -1, input: { op: 'value' }, output, call, return: call + 1 }
}

/**
 * Of a striped counter whose threads add while others reset: each add is in the result of one reset, or in the value that is left, and a look
 * tells no more than had begun. Its adds are not negative. What a reset took whose thread died, nobody knows: so much is
 * not asked for.
 */
function findUnbalanced(
  initial: number,
  left: number,
  performed: readonly CounterOperation[],
): string | undefined {
  const results = performed.filter(({ input }) => input.op === 'reset' || input.op === 'value')
  for (const { output, return: end, input } of results) {
    if (typeof output !== 'number') continue
    const begun = initial + sumOfAdds(performed.filter(({ call }) => call < end))
    if (output >= 0 && output <= begun) continue
    return `${input.op} tells ${output} of ${begun}: ${describeAll(performed)}`
  }
  const resets = results.filter(({ input }) => input.op === 'reset')
  const taken = resets.reduce((sum, { output }) => sum + (isNumber(output) ? output : 0), 0)
  const acknowledged = initial + sumOfAdds(performed.filter((one) => !isPending(one)))
  const begun = initial + sumOfAdds(performed)
  const least = resets.some(isPending) ? 0 : acknowledged
  if (left >= 0 && left + taken >= least && left + taken <= begun) return undefined
  return `${describeAll(performed)} leave ${left}`
}

function sumOfAdds(operations: readonly CounterOperation[]): number {
  return operations.reduce((sum, { input }) => sum + (input.op === 'add' ? input.by : 0), 0)
}

function isNumber(output: unknown): output is number {
  return typeof output === 'number'
}

function describeAll(performed: readonly CounterOperation[]): string {
  return performed
    .map(({ input, output }) => `${describeInput(input)} -> ${String(output)}`)
    .join(', ')
}
