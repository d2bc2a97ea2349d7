/**
 * One subject as a process of its own: told by a message what to measure, it answers by messages, and ends with its
 * channel. A message during the run stops it.
 */
import type { Measured } from '../report/row.ts'
import { subjectNamed } from '../subjects/catalogue.ts'
import { MissingError } from '../subjects/installed.ts'
import type { Workload } from '../workload/workload.ts'
import { Board } from './board.ts'
import { measure, type Phase } from './measure.ts'

export interface Order {
  readonly subject: string
  readonly workload: Workload
  readonly folder: string
}

export interface Progress {
  readonly phase: Phase
  /** Done by all threads, warming up included. */
  readonly operations: number
}

export type Answer =
  | { readonly progress: Progress }
  /** Undefined if nothing was measured before it was stopped. */
  | { readonly measured?: Measured | undefined }
  | { readonly missing: string }
  | { readonly failed: string }

const PROGRESS_MS = 200

process.once('disconnect', () => process.exit())
process.once('message', async ({ subject, workload, folder }: Order) => {
  const board = new Board(workload.threads)
  process.once('message', () => board.stop())
  let phase: Phase = 'filling'
  const timer = setInterval(() => {
    answer({ progress: { phase, operations: board.operations } })
  }, PROGRESS_MS)
  const onPhase = (next: Phase): void => {
    phase = next
  }
  const outcome = await outcomeOf(
    measure({ subject: subjectNamed(subject), workload, folder, board, onPhase }),
  )
  clearInterval(timer)
  answer(outcome, () => process.disconnect())
})

async function outcomeOf(measuring: Promise<Measured | undefined>): Promise<Answer> {
  try {
    return { measured: await measuring }
  } catch (error) {
    if (error instanceof MissingError) return { missing: error.message }
    return { failed: String(error) }
  }
}

function answer(message: Answer, sent?: () => void): void {
  process.send?.(message, undefined, undefined, sent)
}
