/** Traces as text, made from operations: what the tests write, and expect to read back. */
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import type { TraceOperation } from '../batch.ts'
import { DEFAULT_VALUE_BYTES, MOST_VALUE_BYTES, OPERATIONS } from './operation.ts'

/** What stands between the operations of a text, and what they mean. */
export interface WrittenTrace {
  readonly text: Uint8Array
  readonly operations: readonly TraceOperation[]
  readonly ignored: number
}

interface WrittenLine {
  readonly text: string
  readonly operation: TraceOperation | undefined
}

const spaces = fc.constantFrom(' ', '\t', '  ', ' \t ')
const edge = fc.constantFrom('', ' ', '\t')
const key = fc
  .string({
    unit: fc.oneof(fc.constantFrom(...'ab#%/:'), fc.constantFrom('é', '钥', '🗝', '\u00a0')),
  })
  .filter((text) => text !== '')
const bytes = fc.oneof(
  fc.constant(undefined),
  fc.nat(300),
  fc.constantFrom(MOST_VALUE_BYTES, MOST_VALUE_BYTES - 1),
)

const operationLine: fc.Arbitrary<WrittenLine> = fc
  .record({ op: fc.constantFrom(...OPERATIONS), key, bytes, space: spaces, edge })
  .map((line) => ({
    text: `${line.edge}${line.op}${line.space}${line.key}${line.bytes === undefined ? '' : `${line.space}${line.bytes}`}${line.edge}`,
    operation: { op: line.op, key: line.key, valueBytes: line.bytes ?? DEFAULT_VALUE_BYTES },
  }))
const ignoredLine: fc.Arbitrary<WrittenLine> = fc
  .constantFrom('', ' ', '#', '# get a', '#get a 1')
  .map((text) => ({ text, operation: undefined }))

export const anyTrace: fc.Arbitrary<WrittenTrace> = fc
  .record({
    lines: fc.array(
      fc.oneof({ weight: 5, arbitrary: operationLine }, { weight: 1, arbitrary: ignoredLine }),
      { maxLength: 40 },
    ),
    end: fc.constantFrom('\n', '\r\n'),
    isLastEnded: fc.boolean(),
  })
  .map(({ lines, end, isLastEnded }) => {
    const texts = lines.map(({ text }) => text)
    // A last line without an end that is empty is no line at all.
    const isEnded = isLastEnded || texts.at(-1) === ''
    return {
      text: Buffer.from(texts.join(end) + (isEnded && texts.length > 0 ? end : '')),
      operations: lines.flatMap(({ operation }) => operation ?? []),
      ignored: lines.filter(({ operation }) => operation === undefined).length,
    }
  })
