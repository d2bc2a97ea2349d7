/** A map of another language's standard library, measured by a program of ours in that language: `lab/natives/`. */

export interface Native {
  readonly name: string
  /**
   * Makes the program, with its files in `folder`.
   *
   * @throws {MissingError} if the language is not installed
   */
  compile(folder: string, signal: AbortSignal): Promise<Command>
}

export interface Command {
  readonly program: string
  /** What comes before the workload's own arguments. */
  readonly args: readonly string[]
}
