/** The error of a thread's map, as its caller can act on it. */
import { FullError, ValueError } from '../../../index.ts'
import type { ReplayAnswer } from './protocol.ts'

export function failureOf({ code, message }: Extract<ReplayAnswer, { kind: 'failed' }>): Error {
  const advice = `${message}; the trace needs a map of more bytes (maxBytes)`
  if (code === 'ERR_FULL') return new FullError(advice)
  if (code === 'ERR_VALUE_TOO_LARGE') return new ValueError(code, advice)
  return new Error(`${code}: ${message}`)
}
