/**
 * Whether a thread that comes later can use the map: what `verify` does not see, such as a lock that is held for ever, or
 * a block that two would be given.
 */
import { verifyHeapAndTables } from '../../map/verify/verify.ts'
import { RESULT_F64 } from '../../memory/thread.ts'
import { ACCESS } from './accesses.ts'
import type { LogicalThread } from './logical-thread.ts'
import type { Operation } from './operations/operation.ts'
import { getByKey } from './operations/reading.ts'
import { remove, set } from './operations/writing.ts'
import type { Contents } from './sequential.ts'
import { perform } from './states/site.ts'
import type { InitialState } from './states/state.ts'
import { StuckError } from './stuck.ts'

const VALUE = 1000.5

/** What goes wrong when it does; memory is then as at the start of the schedule. */
export function findDeadEnd(state: InitialState, contents: Contents): string | undefined {
  const { stage, model, key, other } = state
  const thread = stage.spares.find((spare) => spare.isAttached(stage.image))
  if (thread === undefined) return 'no thread is left'
  const before = model.with(contents)
  const look = getByKey(key)
  const operations = [set(key, VALUE), set(other, VALUE), look, remove(other), remove(key)]
  try {
    return withoutWaiting(thread, state, () => {
      for (const operation of operations) {
        const fault = performNext(thread, operation, before)
        if (fault !== undefined) return fault
        // A full map has not taken the key: that it had no version before is all that can be said of it.
        if (operation !== look || state.version === 0) continue
        const version = thread.numbers[RESULT_F64.version] ?? 0
        if (version <= state.version) return `a version returned: ${version} after ${state.version}`
      }
      verifyHeapAndTables(stage.observer)
      return undefined
    })
  } catch (error) {
    return `afterwards: ${error instanceof Error ? error.message : String(error)}`
  } finally {
    stage.image.restoreAll()
  }
}

function performNext(
  thread: LogicalThread,
  operation: Operation,
  model: InitialState['model'],
): string | undefined {
  const output = perform(thread, operation)
  const expected = operation.apply(model, output)
  if (Object.is(output, expected)) return undefined
  return `afterwards ${operation.name} gives ${String(output)}, not ${String(expected)}`
}

function withoutWaiting<T>(thread: LogicalThread, { stage }: InitialState, run: () => T): T {
  thread.reset()
  thread.hook = (address, detail, access) => {
    if (access === ACCESS.wait && stage.image.at(address) === detail) throw new StuckError()
    return true
  }
  try {
    return run()
  } finally {
    thread.reset()
  }
}
