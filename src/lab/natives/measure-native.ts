/** Measures a map of another language: compiles our program for it, runs it, and makes a row of what it says. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { Measured } from '../report/row.ts'
import { warmMs } from '../workload/warm-up.ts'
import type { Workload } from '../workload/workload.ts'
import { argumentsOf } from './arguments.ts'
import type { Native } from './native.ts'
import { measuredFrom, type NativeProgress, type NativeResult, parsed } from './said.ts'

export interface NativeRun {
  readonly native: Native
  readonly workload: Workload
  /** For the program's files. */
  readonly folder: string
  /** Ends it early: what was measured until then is its result. */
  readonly signal: AbortSignal
  readonly onProgress: (
    progress: NativeProgress | { readonly phase: 'compiling'; readonly operations: 0 },
  ) => void
}

const PROGRESS_MS = 200
/** Beyond the time that is run: a program that takes longer hangs. */
const GRACE_MS = 30_000

/** Undefined if it was stopped before anything was measured. Rejects if the program fails. */
export async function measureNative(run: NativeRun): Promise<Measured | undefined> {
  const { native, workload, folder, signal } = run
  run.onProgress({ phase: 'compiling', operations: 0 })
  const command = await native.compile(folder, signal).catch((error: unknown) => {
    if (signal.aborted) return undefined
    throw error
  })
  if (command === undefined) return undefined
  const child = spawn(
    command.program,
    [
      ...command.args,
      ...argumentsOf(workload),
      `warm-ms=${warmMs(workload)}`,
      `progress-ms=${PROGRESS_MS}`,
      // Its standard input stays open as long as this process is there.
      'ends-with-stdin=1',
    ],
    { stdio: 'pipe' },
  )
  const stop = (): void => {
    child.kill('SIGTERM')
  }
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    const result = await resultOf(child, run)
    return result && measuredFrom(native.name, workload, result, signal.aborted)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Undefined if it was stopped before it had one. */
async function resultOf(
  child: ChildProcess,
  { workload, signal, onProgress }: NativeRun,
): Promise<NativeResult | undefined> {
  let result: NativeResult | undefined
  let hang: NodeJS.Timeout | undefined
  const hear = (line: string): void => {
    const said = parsed(line)
    if (said === undefined) return
    if ('version' in said) result = said
    else onProgress(said)
    // To fill may take as long as it takes.
    if ('phase' in said && said.phase !== 'filling') {
      hang ??= setTimeout(() => child.kill('SIGKILL'), 2 * workload.seconds * 1000 + GRACE_MS)
    }
  }
  try {
    const [ending, complaint] = await Promise.all([
      once(child, 'close'),
      child.stderr === null ? '' : text(child.stderr),
      heard(child, hear),
    ])
    if (result !== undefined || signal.aborted) return result
    throw endedWithout(ending, complaint)
  } finally {
    clearTimeout(hang)
    // One that says what nobody understands is not waited for.
    child.kill('SIGKILL')
  }
}

function endedWithout([code, killed]: unknown[], complaint: string): Error {
  const lines = complaint.trim().split('\n')
  const line = lines.find((each) => /error|exception|panic/i.test(each)) ?? lines[0]
  const words = line === undefined || line === '' ? '' : `, ${line}`
  return new Error(`its program ended: ${killed ?? `exit code ${code}`}${words}`)
}

async function heard(child: ChildProcess, hear: (line: string) => void): Promise<void> {
  if (child.stdout === null) return
  for await (const line of createInterface({ input: child.stdout })) hear(line)
}
