/**
 * Whether a thread of this process still runs, told by the operating system: the only word there is while the event loop
 * stands. Linux has it in /proc; elsewhere nothing is known, and death is noticed by the exit event alone.
 */
import { readFileSync, readlinkSync } from 'node:fs'

/** A thread as the operating system knows it; its number is used again after its death, so its start counts too. */
export interface Task {
  readonly id: number
  /** Clock ticks since boot. */
  readonly start: number
}

export const UNKNOWN_TASK: Task = { id: 0, start: 0 }

/** The calling thread; UNKNOWN_TASK where the system does not tell. */
export function currentTask(): Task {
  try {
    const link = readlinkSync('/proc/thread-self')
    const id = Number(link.slice(link.lastIndexOf('/') + 1))
    const start = startOf(id)
    return Number.isSafeInteger(id) && Number.isFinite(start) ? { id, start } : UNKNOWN_TASK
  } catch {
    return UNKNOWN_TASK
  }
}

/** True only if the thread is known to be gone: any other failure to look leaves it alive. */
export function isGone(task: Task): boolean {
  if (task.id === 0) return false
  try {
    return startOf(task.id) !== task.start
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
  }
}

/** Field 22 of the thread's stat. The name in field 2 may hold spaces, so count from its closing parenthesis. */
function startOf(id: number): number {
  const stat = readFileSync(`/proc/self/task/${id}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[19])
}
