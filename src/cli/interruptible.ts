/** Runs what Ctrl-C may end early: it is told by a signal and still gives its report. A second Ctrl-C ends the program. */
import type { Output } from './command.ts'
import { ProgressLine } from './progress-line.ts'

/** `run` may show its progress on the line, which is removed in the end. */
export async function interruptible<Report>(
  output: Output,
  run: (signal: AbortSignal, line: ProgressLine) => Promise<Report>,
): Promise<Report> {
  const line = new ProgressLine(output)
  const controller = new AbortController()
  const interrupt = (): void => controller.abort()
  process.once('SIGINT', interrupt)
  try {
    return await run(controller.signal, line)
  } finally {
    process.off('SIGINT', interrupt)
    line.clear()
  }
}
