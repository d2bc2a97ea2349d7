/** A piece of the explorer's work as plain data: it can be sent to another thread, and printed. */
import type { Strategy } from '../../memory/kernel.ts'
import type { ProgramName } from './operations/vocabulary.ts'
import type { Recovery } from './recoveries.ts'
import { formatState, type StateName } from './states/state.ts'

/** What the threads do, one operation each, and from where. */
export interface Plan {
  /** Whose kernel it is. Default: lock-free. */
  readonly strategy?: Strategy
  readonly state: StateName
  readonly programs: readonly ProgramName[]
  readonly recovery: Recovery
}

/**
 * All schedules up to a bound. `deaths`: in each the first thread dies, or none; `recovery deaths`: so does who recovers
 * it.
 */
export interface Search extends Plan {
  readonly kind: 'pair' | 'triple' | 'deaths' | 'recovery deaths'
  /** Preemptions in a schedule. */
  readonly bound: number
  /** Schedules: a search that would take more is not complete. */
  readonly most: number
}

/** Schedules at random. */
export interface Sample extends Plan {
  readonly kind: 'random'
  readonly schedules: number
  /** Changes of priority in each schedule. */
  readonly changes: number
  readonly seed: number
  /** Whether the first thread dies in each. */
  readonly hasDeath: boolean
}

export type Task = Search | Sample

export interface TaskResult {
  readonly schedules: number
  /** Of these, broken off in a state that had been met: what follows from it had been run. */
  readonly redundant: number
  readonly states: number
  readonly steps: number
  readonly deaths: number
  /** Every schedule within the bound was run; of schedules at random, all there were to be. */
  readonly isComplete: boolean
  readonly violations: readonly Violation[]
}

/** Something that must not be, with what it takes to have it again. */
export interface Violation extends Plan {
  readonly fault: string
  readonly schedule: string
}

export function formatPlan({ strategy, state, programs, recovery }: Plan): string {
  const where = [...(strategy === undefined ? [] : [strategy]), formatState(state)].join(', ')
  return `${where}: ${programs.join(' | ')} (recovery ${recovery})`
}
