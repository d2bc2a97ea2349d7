/** What every experiment on a failure is to whoever runs it. */

/** What an experiment gets from outside. */
export interface Conditions {
  /** Ends the experiment early: its promise rejects with the signal's reason. */
  readonly signal: AbortSignal
  /** Told what goes on, in a few words. */
  readonly onProgress: (text: string) => void
}

/** Measured values by name. */
export type Figures = Readonly<Record<string, unknown>>

/** What was seen of a failure with one form of the code. */
export interface Observation {
  /** Whether the failure occurred. */
  readonly seen: boolean
  readonly figures: Figures
  /** The same for people, a line each. */
  readonly lines: readonly string[]
}

/** Both forms of one program in the same run. */
export interface Reproduction extends Observation {
  readonly safe: Observation
}

export type ScenarioName =
  | 'panic'
  | 'handler'
  | 'nested'
  | 'field'
  | 'leak'
  | 'two-maps'
  | 'load-and-delete'
  | 'waitgroup'
  | 'gc'

/** A failure that can be shown, and the form of the code that does not have it. */
export interface Scenario {
  readonly name: ScenarioName
  /** In one line. */
  readonly summary: string
  /** What the program does, and what goes wrong in it. */
  readonly about: string
  /** The code without the failure, a few lines. */
  readonly safeForm: string
  run(conditions: Conditions): Promise<Reproduction>
}
