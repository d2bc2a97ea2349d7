/** What can be wrong with a trace. `String(error)` is what a person needs. */

/** The file cannot be read, or is not what it seems to be. Give another file. */
export class TraceFileError extends Error {
  override readonly name = 'TraceFileError'
  readonly code = 'ERR_TRACE_FILE'
  /** How far the file was read, in bytes; 0 if not at all. */
  readonly offset: number
  constructor(message: string, offset: number, options?: ErrorOptions) {
    super(message, options)
    this.offset = offset
  }
}

export function withoutLines(path: string, bad: number): TraceFileError {
  const skipped = bad > 0 ? ` (${bad} malformed ones were skipped)` : ''
  return new TraceFileError(
    `${path}: it has no lines to replay${skipped}; give a trace of a service`,
    0,
  )
}

/** A line is malformed. Correct it, or have such lines skipped. */
export class TraceLineError extends Error {
  override readonly name = 'TraceLineError'
  readonly code = 'ERR_TRACE_LINE'
  /** From 1. */
  readonly line: number
  readonly expected: string
  constructor(line: number, expected: string, found: string) {
    super(
      `line ${line}: expected ${expected}, found ${found}; correct the line, or skip bad ones by --skip-bad`,
    )
    this.line = line
    this.expected = expected
  }
}
