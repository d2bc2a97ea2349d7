/** Short histories as a test writes them: what a thread did, and a bar from its call to its return. */
import { type HistoryOperation, UNKNOWN } from './history.ts'

/** `|---|` is a call and its return, one character a stamp; `|---` never returned. */
export function did<Input, Output>(
  thread: number,
  bar: string,
  input: Input,
  output: Output,
): HistoryOperation<Input, Output> {
  const call = bar.indexOf('|')
  const end = bar.indexOf('|', call + 1)
  if (call < 0) throw new SyntaxError(`'${bar}' is no bar such as '  |--|'`)
  if (end < 0) return { thread, input, output: UNKNOWN, call, return: Number.POSITIVE_INFINITY }
  return { thread, input, output, call, return: end }
}
