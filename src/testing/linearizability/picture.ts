/** A short history as text: one line for each operation, with a bar from its call to its return. */
import { inspect } from 'node:util'
import { type HistoryOperation, isPending, UNKNOWN } from './history.ts'
import type { Model } from './model.ts'

/** More operations make no picture: then those around the marked one are drawn. */
const LINES = 24
const LINES_AFTER = 4

export interface Scene<State, Input, Output> {
  readonly model: Model<State, Input, Output>
  readonly partition: unknown
  readonly operations: readonly HistoryOperation<Input, Output>[]
  /** The one of them that no order explains. */
  readonly culprit: HistoryOperation<Input, Output> | undefined
  /** The states in which it could come. */
  readonly states: readonly State[]
  /** How many more there were. */
  readonly omitted: number
}

export function picture<State, Input, Output>(scene: Scene<State, Input, Output>): string {
  const { model, operations, culprit, partition } = scene
  const drawn = around(culprit, operations)
  const columns = columnsOf(drawn)
  const labels = drawn.map((operation) => label(model, operation))
  const width = Math.max(...labels.map((text) => text.length))
  const lines = drawn.map((operation, index) => {
    const mark = operation === culprit ? '>' : ' '
    return `${mark} ${(labels[index] ?? '').padEnd(width)}  ${bar(operation, columns)}`
  })
  const of = partition === undefined ? '' : ` of ${show(partition)}`
  const heading = `not linearizable: the marked operation fits in no order of the history${of}`
  return [heading, ...lines, ...remarks(scene, drawn.length)].join('\n')
}

function around<Input, Output>(
  culprit: HistoryOperation<Input, Output> | undefined,
  operations: readonly HistoryOperation<Input, Output>[],
): readonly HistoryOperation<Input, Output>[] {
  if (operations.length <= LINES) return operations
  const place = culprit === undefined ? 0 : operations.indexOf(culprit)
  const end = Math.max(place + LINES_AFTER, LINES)
  return operations.slice(end - LINES, end)
}

function remarks<State, Input, Output>(
  { states, operations, omitted }: Scene<State, Input, Output>,
  drawn: number,
): string[] {
  const lines: string[] = []
  if (states.length > 0)
    lines.push(`  it can only meet the state ${states.map(show).join(', or ')}`)
  const undrawn = operations.length - drawn
  if (undrawn > 0) lines.push(`  ${undrawn} operations are part of this and not drawn`)
  if (omitted > 0) lines.push(`  left out: ${omitted} that would not explain it`)
  return lines
}

function label<State, Input, Output>(
  model: Model<State, Input, Output>,
  { thread, input, output }: HistoryOperation<Input, Output>,
): string {
  return `thread ${thread}  ${model.describe?.(input, output) ?? describe(input, output)}`
}

function describe(input: unknown, output: unknown): string {
  return output === UNKNOWN ? show(input) : `${show(input)} -> ${show(output)}`
}

/** A value as the reader would write it, on one line. */
export function show(value: unknown): string {
  return inspect(value, {
    breakLength: Number.POSITIVE_INFINITY,
    maxArrayLength: 8,
    maxStringLength: 60,
  })
}

/** A column for each call and each return, in their order. */
function columnsOf(operations: readonly HistoryOperation<unknown, unknown>[]): Map<number, number> {
  const stamps = operations.flatMap((operation) =>
    isPending(operation) ? [operation.call] : [operation.call, operation.return],
  )
  const sorted = [...new Set(stamps)].sort((a, b) => a - b)
  return new Map(sorted.map((stamp, index) => [stamp, index]))
}

/** Two characters a column: `|--|`, and `|---` with an open end for what did not return. */
function bar(
  operation: HistoryOperation<unknown, unknown>,
  columns: ReadonlyMap<number, number>,
): string {
  const from = (columns.get(operation.call) ?? 0) * 2
  const isOpen = isPending(operation)
  const to = (isOpen ? columns.size : (columns.get(operation.return) ?? 0)) * 2
  const line = '-'.repeat(Math.max(to - from - 1, 1))
  return `${' '.repeat(from)}|${line}${isOpen ? '' : '|'}`
}
