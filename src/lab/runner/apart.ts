/**
 * Runs one subject in a process of its own: what one leaves behind, in memory or in the engine, is none of the next one's,
 * and one that crashes takes nobody with it.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Row } from '../report/row.ts'
import type { SubjectOptions } from '../subjects/options.ts'
import type { Workload } from '../workload/workload.ts'
import { endingOf } from './ending.ts'
import type { Answer, Order, Progress } from './program.ts'
import { withTemporaryFolder } from './temporary-folder.ts'

export interface Conditions {
  /** Stops the run: what was measured until then is its result. */
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

type Outcome = Exclude<Answer, { progress: Progress }>

/** Undefined if it was stopped before anything was measured. A subject that fails is a row as well. */
export async function measureApart(
  subject: string,
  workload: Workload,
  options: SubjectOptions,
  conditions: Conditions,
): Promise<Row | undefined> {
  return withTemporaryFolder('lab', async (folder) => {
    const outcome = await outcomeOf({ subject, workload, options, folder }, conditions)
    if ('measured' in outcome) return outcome.measured
    if (!('missing' in outcome || 'failed' in outcome)) return undefined
    return { subject, threads: workload.threads, keys: workload.keys, ...outcome }
  })
}

async function outcomeOf(order: Order, { signal, onProgress }: Conditions): Promise<Outcome> {
  const program = fileURLToPath(new URL('./program.js', import.meta.url))
  // In a group of its own: Ctrl-C is for this process, which then stops the other.
  const child = fork(program, { silent: true, execArgv: [], detached: true })
  const stop = (): void => {
    if (child.connected) child.send('stop', () => {})
  }
  signal.addEventListener('abort', stop)
  const end = (): void => endGroup(child)
  // Before its folder is removed.
  process.prependOnceListener('exit', end)
  let outcome: Outcome | undefined
  child.on('message', (answer: Answer) => {
    if ('progress' in answer) onProgress(answer.progress)
    else outcome = answer
  })
  child.send(order, () => {})
  if (signal.aborted) stop()
  const ending = await endingOf(child)
  signal.removeEventListener('abort', stop)
  process.off('exit', end)
  end()
  return outcome ?? { failed: ending }
}

/** What the process started and left behind when it was killed: it was the first of its group. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined || process.platform === 'win32') return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // There is nobody left in it.
  }
}
