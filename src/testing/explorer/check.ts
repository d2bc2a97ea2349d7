/** What has to hold after every schedule. */
import { verifyHeapAndTables } from '../../map/verify/verify.ts'
import type { Outcome } from './execution.ts'
import type { InitialState } from './initial-states.ts'
import type { Value } from './model.ts'
import { get, type Output } from './operations.ts'
import { type Contents, isSequential } from './sequential.ts'

/** What is wrong, in words; undefined if nothing is. The memory's outcomes that were verified are in `verified`. */
export function findFault(
  state: InitialState,
  outcome: Outcome,
  verified: Set<number>,
): string | undefined {
  if (outcome.stuck.length > 0) return `thread ${outcome.stuck.join(' and ')} cannot go on`
  const hash = state.stage.image.hash()
  if (!verified.has(hash)) {
    const fault = verify(state)
    if (fault !== undefined) return fault
    verified.add(hash)
  }
  const contents = readContents(state)
  if (isSequential(state.model, outcome.performed, contents)) return undefined
  const results = outcome.performed.map(
    ({ operation, output }) => `${operation.name} -> ${String(output)}`,
  )
  return `no order of ${results.join(', ')} leaves ${describe(contents)}`
}

function verify({ stage }: InitialState): string | undefined {
  try {
    const { heap } = verifyHeapAndTables(stage.observer)
    return heap === 'exact' ? undefined : 'a call or a lock is still under way'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

export function readContents({ stage, keys }: InitialState): Contents {
  const contents = new Map<number, Value>()
  for (const key of keys) {
    const value = readNow(stage, key)
    if (value !== undefined) contents.set(key, value)
  }
  return contents
}

function readNow({ observer }: InitialState['stage'], key: number): Output {
  const calls = get(key).run(observer)
  let step = calls.next(0)
  while (step.done !== true) step = calls.next(step.value(observer.kernel))
  return step.value
}

function describe(contents: Contents): string {
  return `{${[...contents].map(([key, value]) => `${key}: ${value}`).join(', ')}}`
}
