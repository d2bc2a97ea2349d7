/**
 * Setups measured in rounds: each round has a run of every setup, so that what else happens on the machine happens to all,
 * and each begins with another one.
 */
import { type RunFigures, rowOf, type SetupRow } from './row.ts'
import type { Setup } from './setup.ts'

/** A run, or why there is none. */
export type RunOutcome = RunFigures | { readonly failed: string }

export interface FailedSetup extends Setup {
  readonly subject: string
  readonly failed: string
}

export interface RoundsPlan {
  /** Those of one group are measured together, one after the other. */
  readonly groups: readonly (readonly Setup[])[]
  /** In the order of the setups; fewer if the signal came. The first round is 0. */
  readonly measure: (setups: readonly Setup[], round: number) => Promise<readonly RunOutcome[]>
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
  /** Rounds begin as long as they are likely to be over by then: the first always. */
  readonly budgetMs: number
  /** The same, until there are `LEAST_ROUNDS`. */
  readonly limitMs: number
}

export interface RoundsResult {
  /** Fastest first. */
  readonly rows: readonly SetupRow[]
  readonly failed: readonly FailedSetup[]
  /** Whether the signal came. */
  readonly interrupted: boolean
  /** Whether each setup has a run, or failed. */
  readonly isComplete: boolean
}

export const LEAST_ROUNDS = 3
const MOST_ROUNDS = 15
/** On a busy machine it may take so many times as long, until there are enough rounds. */
const PATIENCE = 2.2

/** Rounds of about so many seconds in all. */
export function timeFor(seconds: number): Pick<RoundsPlan, 'budgetMs' | 'limitMs'> {
  return { budgetMs: 1000 * seconds, limitMs: 1000 * seconds * PATIENCE }
}

interface Entry {
  readonly setup: Setup
  readonly runs: RunFigures[]
  failed?: string
}

export async function rounds(plan: RoundsPlan): Promise<RoundsResult> {
  const groups = plan.groups.map((group) => group.map((setup): Entry => ({ setup, runs: [] })))
  const entries = groups.flat()
  const begin = performance.now()
  for (let round = 0; round < MOST_ROUNDS && !plan.signal.aborted; round++) {
    const elapsed = performance.now() - begin
    const end = elapsed + (round === 0 ? 0 : elapsed / round)
    if (round > 0 && end > (round < LEAST_ROUNDS ? plan.limitMs : plan.budgetMs)) break
    await oneRound(rotated(groups, round), round, plan)
  }
  const rows = entries
    .filter(({ runs, failed }) => runs.length > 0 && failed === undefined)
    .map(({ setup, runs }) => rowOf(setup, runs))
    .toSorted((one, other) => other.opsPerMs - one.opsPerMs)
  const failed = entries.flatMap(({ setup, failed }) =>
    failed === undefined ? [] : [{ subject: setup.strategy, ...setup, failed }],
  )
  return {
    rows,
    failed,
    interrupted: plan.signal.aborted,
    isComplete: rows.length + failed.length === entries.length,
  }
}

async function oneRound(
  groups: readonly (readonly Entry[])[],
  round: number,
  { measure, signal, onProgress }: RoundsPlan,
): Promise<void> {
  for (const [at, group] of groups.entries()) {
    if (signal.aborted) return
    const going = rotated(group, round).filter(({ failed }) => failed === undefined)
    const [first] = going
    if (first === undefined) continue
    onProgress(`round ${round + 1}, ${at + 1} of ${groups.length}: ${first.setup.strategy}`)
    const outcomes = await measure(
      going.map(({ setup }) => setup),
      round,
    )
    for (const [place, outcome] of outcomes.entries()) {
      const entry = going[place]
      if (entry === undefined) continue
      if ('failed' in outcome) entry.failed = outcome.failed
      else entry.runs.push(outcome)
    }
  }
}

function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const start = by % Math.max(items.length, 1)
  return [...items.slice(start), ...items.slice(0, start)]
}
