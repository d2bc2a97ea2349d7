/**
 * One subject as a process of its own: told by a message what to measure, it answers by messages, and ends with its
 * channel. A message during the run stops it.
 */

import { nativeNamed } from '../natives/catalogue.ts'
import { measureNative } from '../natives/measure-native.ts'
import type { Measured } from '../report/row.ts'
import { subjectNamed } from '../subjects/catalogue.ts'
import { MissingError } from '../subjects/installed.ts'
import type { SubjectOptions } from '../subjects/options.ts'
import type { Subject } from '../subjects/subject.ts'
import type { Workload } from '../workload/workload.ts'
import { Board } from './board.ts'
import { measure, type Phase } from './measure.ts'

export interface Order {
  readonly subject: string
  readonly workload: Workload
  readonly options: SubjectOptions
  readonly folder: string
}

export interface Progress {
  readonly phase: Phase
  /** Done by all threads, warming up included; while they fill, entries that are there. */
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
process.once('message', async (order: Order) => {
  const stop = new AbortController()
  process.once('message', () => stop.abort())
  const { subject, workload, folder } = order
  const { signal } = stop
  const native = nativeNamed(subject)
  const onProgress = (progress: Progress): void => answer({ progress })
  const outcome = await outcomeOf(
    native === undefined
      ? measureHere(subjectNamed(subject), order, signal)
      : measureNative({ native, workload, folder, signal, onProgress }),
  )
  answer(outcome, () => process.disconnect())
})

/** With threads of this process. */
async function measureHere(
  subject: Subject,
  { workload, options, folder }: Order,
  signal: AbortSignal,
): Promise<Measured | undefined> {
  const board = new Board(workload.threads)
  signal.addEventListener('abort', () => board.stop())
  let phase: Phase = 'filling'
  const onPhase = (next: Phase): void => {
    phase = next
  }
  const timer = setInterval(() => {
    answer({ progress: { phase, operations: board.operations } })
  }, PROGRESS_MS)
  try {
    return await measure({ subject, workload, options, folder, board, onPhase })
  } finally {
    clearInterval(timer)
  }
}

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
