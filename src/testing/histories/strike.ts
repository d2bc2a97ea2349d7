/** Whom to terminate, and when: in the middle of an operation, after so many, and if wanted of a certain kind. */
import { setImmediate as turn } from 'node:timers/promises'
import { OPERATIONS, type OperationName } from './operation-codes.ts'
import type { OperationLog } from './operation-log.ts'

/** So long it is waited for the number of operations, and so long for the one of the kind. */
const APPROACH_MS = 1000
const AIM_MS = 20

export interface Aim {
  /** The thread that is looked at. */
  readonly slot: number
  readonly operation: number
  /** Then it is the first thread that is seen in such an operation, whichever it is. */
  readonly op: OperationName | undefined
}

/** The slot whose thread is to be terminated, at the moment for it. */
export async function victimOf(
  logs: readonly OperationLog[],
  { slot, operation, op }: Aim,
): Promise<number> {
  const until = performance.now() + APPROACH_MS
  while ((logs[slot]?.count ?? operation) < operation && performance.now() < until) await turn()
  return op === undefined ? aim(logs, slot) : aimAt(logs, slot, OPERATIONS.indexOf(op))
}

/** Both come back at once when they see what they wait for: a turn of the event loop would be too late. */
function aim(logs: readonly OperationLog[], slot: number): number {
  const until = performance.now() + AIM_MS
  while (logs[slot]?.isBusy() === false && performance.now() < until);
  return slot
}

function aimAt(logs: readonly OperationLog[], slot: number, code: number): number {
  const until = performance.now() + AIM_MS
  while (performance.now() < until) {
    const busy = logs.findIndex((log) => log.isBusy(code))
    if (busy >= 0) return busy
  }
  return slot
}
