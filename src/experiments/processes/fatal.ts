/** The fatal error of an unsynchronised map, as another process sees it. */
import type { Figures, Observation } from '../reproduction.ts'
import type { Ending } from './child.ts'

/** The exit code of a process that a conflict ended, as in Go. */
export const FATAL_CODE = 2

const MESSAGE = /^fatal error: (concurrent map .+)$/m

export interface Fatal {
  /** Go's words, undefined if the process ended otherwise. */
  readonly message: string | undefined
  readonly exitCode: number | null
  readonly stderr: string
  readonly ms: number
}

export function fatalOf({ code, stderr, ms }: Ending): Fatal {
  const message = code === FATAL_CODE ? MESSAGE.exec(stderr)?.[1] : undefined
  return { message, exitCode: code, stderr, ms: Math.round(ms) }
}

/** Whether a process ended by the fatal error. */
export function observedFatal(fatal: Fatal, more: Figures, lines: readonly string[]): Observation {
  return { ...described(fatal, more, lines), seen: fatal.message !== undefined }
}

/** Whether a process that should have come to its end did not. */
export function observedSafe(fatal: Fatal, more: Figures, lines: readonly string[]): Observation {
  return { ...described(fatal, more, lines), seen: fatal.exitCode !== 0 }
}

/** The error, and the first thread's first frames. */
const SHOWN_LINES = 6

function described(
  { message, exitCode, stderr, ms }: Fatal,
  more: Figures,
  lines: readonly string[],
): Omit<Observation, 'seen'> {
  const said = stderr.split('\n').slice(0, SHOWN_LINES)
  return {
    figures: { fatal: message ?? null, exitCode, ms, ...more, stderr },
    lines: [...said.filter((line) => line !== ''), ...lines],
  }
}
