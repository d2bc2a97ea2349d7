/**
 * The rule that every read of a single-writer key is held to. The writer numbers its writes: it stores the number as
 * *intended* before a write and as *acknowledged* after it. A read that began when `floor` was acknowledged (or seen by
 * anybody) and ended when `ceiling` was intended must show one of the writes from floor to ceiling, whole.
 */
import type { Finding } from './finding.ts'
import { describe, isAbsent, isWhole, type StormValue, seqOf } from './value-pattern.ts'

export type Verdict =
  | { readonly fine: true; readonly seq: number }
  | { readonly fine: false; readonly flaw: Pick<Finding, 'kind' | 'expected' | 'seen'> }

export function judgeRead(
  id: number,
  value: StormValue | undefined,
  floor: number,
  ceiling: number,
): Verdict {
  const seen = describe(value)
  const expected = `a write from ${floor} to ${ceiling}`
  if (value === undefined) {
    const seq = firstAbsent(id, floor, ceiling)
    if (seq !== undefined) return { fine: true, seq }
    return { fine: false, flaw: { kind: 'stale', expected, seen } }
  }
  const seq = seqOf(value)
  if (isAbsent(id, seq) || !isWhole(id, seq, value)) {
    return { fine: false, flaw: { kind: 'torn', expected, seen } }
  }
  if (seq < floor) return { fine: false, flaw: { kind: 'stale', expected, seen } }
  if (seq > ceiling) return { fine: false, flaw: { kind: 'phantom', expected, seen } }
  return { fine: true, seq }
}

/** The oldest write of the range that leaves the key absent: the least that a reader who saw nothing has seen. */
function firstAbsent(id: number, floor: number, ceiling: number): number | undefined {
  for (let seq = floor; seq <= ceiling; seq++) if (isAbsent(id, seq)) return seq
  return undefined
}
