/** What every command of the program is to the program. */
import type { Writable } from 'node:stream'

/** Where a command writes: results to `stdout`, everything else to `stderr`. */
export interface Output {
  readonly stdout: Writable
  readonly stderr: Writable & { readonly isTTY?: boolean }
}

export interface Command {
  readonly name: string
  readonly summary: string
  readonly usage: string
  /** Resolves to the exit code. Throws `UsageError` for arguments that make no sense. */
  run(args: readonly string[], output: Output): Promise<number>
}

export const EXIT_OK = 0
export const EXIT_FAILED = 1
export const EXIT_USAGE = 2
export const EXIT_INTERRUPTED = 130

/** The arguments make no sense; the message says which. */
export class UsageError extends Error {}
