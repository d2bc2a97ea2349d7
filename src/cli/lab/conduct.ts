/** Runs what takes its time: its progress is shown on a terminal, and Ctrl-C ends it early with what it has. */
import type { Output } from '../command.ts'
import { interruptible } from '../interruptible.ts'

export type Run<Report> = (conditions: {
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
}) => Promise<Report>

export function conduct<Report>(output: Output, run: Run<Report>): Promise<Report> {
  return interruptible(output, (signal, line) =>
    run({ signal, onProgress: (text) => line.show(`lab: ${text}`) }),
  )
}
