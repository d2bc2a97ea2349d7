/** What threads do with a counter, and what it is when one thread uses it. */
import type { CounterKernel } from '../../counter/kernel.ts'
import type { Unknown } from '../linearizability/history.ts'
import { UNKNOWN } from '../linearizability/history.ts'
import type { Model } from '../linearizability/model.ts'

/** `attach`: closes its instance, which touches nothing, and attaches anew. */
export type CounterInput =
  | { readonly op: 'add'; readonly by: number }
  | { readonly op: 'value' | 'reset' | 'attach' }

/** NaN for what was refused. */
export type CounterOutput = number

export function callOf(input: CounterInput): (kernel: CounterKernel) => number {
  switch (input.op) {
    case 'add':
      return (kernel) => kernel.add(input.by)
    case 'value':
      return (kernel) => kernel.value()
    case 'reset':
      return (kernel) => kernel.reset()
    case 'attach':
      return (kernel) => kernel.attach()
  }
}

export function describeInput(input: CounterInput): string {
  return input.op === 'add' ? `add(${input.by})` : input.op
}

/** A striped counter's add returns what its cell holds, which says nothing of the value. */
export function counterModel(
  isStriped: boolean,
  initial: number,
): Model<number, CounterInput, CounterOutput> {
  return {
    initial: () => initial,
    next: (value, input) => {
      if (input.op === 'reset') return 0
      return input.op === 'add' && isSafe(value + input.by) ? value + input.by : value
    },
    allows: (value, input, output) => {
      if (input.op === 'attach') return true
      if (input.op !== 'add') return Object.is(output, value)
      if (isStriped) return !Number.isNaN(output)
      return Object.is(output, isSafe(value + input.by) ? value + input.by : Number.NaN)
    },
    describe: describeOperation,
  }
}

function describeOperation(input: CounterInput, output: CounterOutput | Unknown): string {
  return output === UNKNOWN ? describeInput(input) : `${describeInput(input)} -> ${output}`
}

function isSafe(sum: number): boolean {
  return Number.isSafeInteger(sum)
}
