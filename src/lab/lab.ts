/** A workload, subject after subject: what `selvedge lab` does. */
import { grouped } from './report/columns.ts'
import { machine } from './report/machine.ts'
import type { LabReport, Row } from './report/row.ts'
import { measureApart } from './runner/apart.ts'
import { DEFAULT_OPTIONS, type SubjectOptions } from './subjects/options.ts'
import type { Workload } from './workload/workload.ts'

export interface Plan {
  /** The preset that the workload was made from. */
  readonly preset: string | null
  readonly workload: Workload
  /** The workload itself, or variants of it to be compared. */
  readonly points: readonly Workload[]
  /** Names of strategies and rivals. */
  readonly subjects: readonly string[]
  readonly options: SubjectOptions
}

export interface Conditions {
  /** Ends the run early: the report has what was measured until then. */
  readonly signal: AbortSignal
  /** Told what goes on, in a few words. */
  readonly onProgress: (text: string) => void
}

/** What is measured of nothing needs no more. */
const OVERHEAD_SECONDS = 0.3

const NS_PER_MS = 1e6
const NS_PER_US = 1e3

/** Rejects only if no process can be started. */
export async function lab(plan: Plan, conditions: Conditions): Promise<LabReport> {
  const { preset, workload, points, subjects, options } = plan
  const overhead = await overheadOf(workload, conditions)
  const rows: Row[] = []
  const runs = points.flatMap((point) => subjects.map((subject) => ({ point, subject })))
  for (const [at, { point, subject }] of runs.entries()) {
    if (conditions.signal.aborted) break
    const row = await oneRow(subject, point, options, `${at + 1} of ${runs.length}`, conditions)
    if (row !== undefined) rows.push(row)
  }
  const isCut = rows.some((row) => 'interrupted' in row && row.interrupted)
  return {
    preset,
    workload,
    options,
    machine: machine(),
    ...overhead,
    rows,
    interrupted: isCut || rows.length < runs.length,
  }
}

/** Of one thread that draws the same operations and does nothing for them, as fast as it can. */
async function overheadOf(
  workload: Workload,
  conditions: Conditions,
): Promise<Pick<LabReport, 'overheadNs' | 'clockNs'>> {
  const seconds = Math.min(workload.seconds, OVERHEAD_SECONDS)
  const idle = { ...workload, threads: 1, thinkUs: 0, rate: undefined, seconds }
  const row = await oneRow('nothing', idle, DEFAULT_OPTIONS, 'the cost of measuring', conditions)
  if (row === undefined || !('opsPerMs' in row)) return { overheadNs: null, clockNs: null }
  return { overheadNs: NS_PER_MS / row.opsPerMs, clockNs: row.p50Us * NS_PER_US }
}

function oneRow(
  subject: string,
  workload: Workload,
  options: SubjectOptions,
  place: string,
  { signal, onProgress }: Conditions,
): Promise<Row | undefined> {
  const what = `${subject}, ${workload.threads} threads, ${workload.keys} keys (${place})`
  return measureApart(subject, workload, options, {
    signal,
    onProgress: ({ phase, operations }) =>
      onProgress(
        `${what}: ${phase}, ${grouped(operations)} ${phase === 'filling' ? 'entries' : 'operations'}`,
      ),
  })
}
