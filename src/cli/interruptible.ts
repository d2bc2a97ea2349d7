/**
 * Runs what Ctrl-C may end early: it is told by a signal and still gives its report. So do SIGTERM and SIGHUP, by which a
 * supervisor and a terminal that closes end a program. A second Ctrl-C ends it at once.
 */
import { EXIT_INTERRUPTED, type Output } from './command.ts'
import { ProgressLine } from './progress-line.ts'

const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** npm hands Ctrl-C on to a program that has had it from the terminal: what comes so soon is the same one again. */
const SAME_MS = 500

/** `run` may show its progress on the line, which is removed in the end. */
export async function interruptible<Report>(
  output: Output,
  run: (signal: AbortSignal, line: ProgressLine) => Promise<Report>,
): Promise<Report> {
  const line = new ProgressLine(output)
  const controller = new AbortController()
  let since = Number.POSITIVE_INFINITY
  const interrupt = (): void => {
    if (performance.now() - since > SAME_MS) process.exit(EXIT_INTERRUPTED)
    if (controller.signal.aborted) return
    since = performance.now()
    controller.abort()
  }
  for (const name of INTERRUPTIONS) process.on(name, interrupt)
  try {
    return await run(controller.signal, line)
  } finally {
    line.clear()
    // The same one again may come while the report is given out.
    if (!controller.signal.aborted) for (const name of INTERRUPTIONS) process.off(name, interrupt)
  }
}
