/** A claim of the article, the experiment on it, and what the experiment says. */
import type { Conditions } from '../reproduction.ts'

/** `misleading`: true of something, but not of what it is said of, or not by the size that is said. */
export type Verdict = 'confirmed' | 'refuted' | 'misleading'

export interface Finding {
  /** What follows from the figure, whichever way it came out. */
  readonly verdict: Verdict
  /** What was measured, in a line. */
  readonly figure: string
}

export interface Claim {
  readonly id: string
  /** What the article says. */
  readonly claim: string
  /** What is done here. */
  readonly experiment: string
  /** What is known of Go: its source, or runs of it. */
  readonly evidence: string
  /** The verdict that the experiment is expected to come to. */
  readonly expected: Verdict
  test(conditions: Conditions): Promise<Finding>
}

export interface ClaimRow extends Finding {
  readonly id: string
  readonly claim: string
  readonly experiment: string
  readonly evidence: string
  readonly expected: Verdict
}
