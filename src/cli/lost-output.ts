/** What becomes of output that cannot be written. A reader that has gone, as `| head`, is no failure; a full disk is one. */
import type { Writable } from 'node:stream'
import { EXIT_FAILED } from './command.ts'

/** The pipe's other end is closed, or the terminal. */
const GONE: readonly unknown[] = ['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']

/** Sets the process's exit code, whatever else it would be. */
export function onLostOutput(stream: Writable): void {
  stream.on('error', (error) => {
    if ('code' in error && GONE.includes(error.code)) return
    process.exitCode = EXIT_FAILED
    if (stream !== process.stderr)
      process.stderr.write(`selvedge: output is lost: ${error.message}\n`)
  })
}
