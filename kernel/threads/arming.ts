/** Who is cut short within a lock and lives on has to come back to let go of it. */
import { arm as armHost } from './host'

let isArmed: bool = false

/**
 * The caller is about to take a lock in which it could be aborted while its thread lives on (a `vm` timeout, a stack
 * overflow): so the thread is to be recovered at its next turn.
 */
export function arm(): void {
  if (isArmed) return
  isArmed = true
  armHost()
}

/** The turn has come. */
export function disarm(): void {
  isArmed = false
}
