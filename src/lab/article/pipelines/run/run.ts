/** One pipeline under load: a process that serves what another one sends, and what is in the journal at the end. */
import { join } from 'node:path'
import { withTemporaryFolder } from '../../../runner/temporary-folder.ts'
import type { ContestantName } from '../service/contestants.ts'
import type { Served } from '../service/figures.ts'
import type { ServiceAnswer, ServiceOrder } from '../service/program.ts'
import { type Journal, readJournal } from './journal.ts'
import type { Load, LoadSetting } from './load.ts'
import { Program } from './program.ts'

export interface RunConditions {
  /** Ends the load: what was done until then is the result. */
  readonly signal: AbortSignal
  readonly onPhase: (phase: 'filling its window' | 'serving') => void
}

export interface Run {
  /** Undefined if nothing was measured before it was stopped. */
  readonly served: Served | undefined
  readonly journal: Journal
}

/** After the last request was due: whoever takes longer cannot keep up by far, or hangs. */
const GRACE_MS = 20_000

/** Undefined if it was stopped before the load began. Rejects if one of the processes fails. */
export function run(
  contestant: ContestantName,
  load: Load,
  setting: LoadSetting,
  conditions: RunConditions,
): Promise<Run | undefined> {
  return withTemporaryFolder('pipelines', (folder) =>
    runWithJournal(join(folder, 'journal'), contestant, load, setting, conditions),
  )
}

async function runWithJournal(
  journal: string,
  contestant: ContestantName,
  load: Load,
  setting: LoadSetting,
  conditions: RunConditions,
): Promise<Run | undefined> {
  const { seed, rate, windowSeconds } = setting
  const service = new Program<ServiceAnswer>(new URL('../service/program.js', import.meta.url))
  try {
    conditions.onPhase('filling its window')
    const order: ServiceOrder = {
      contestant,
      setting: { seed, rate, windowMs: windowSeconds * 1000, journal },
      port: load.port,
    }
    service.tell(order)
    const ready = Promise.all([service.next(), load.encoded()])
    await Promise.race([ready, aborted(conditions.signal)])
    if (conditions.signal.aborted) return undefined
    const served = await underLoad(service, load, setting, conditions)
    return { served, journal: await readJournal(journal) }
  } finally {
    await service.end()
  }
}

async function underLoad(
  service: Program<ServiceAnswer>,
  load: Load,
  { warmSeconds, seconds }: LoadSetting,
  { signal, onPhase }: RunConditions,
): Promise<Served | undefined> {
  onPhase('serving')
  const stop = (): void => load.stop()
  signal.addEventListener('abort', stop)
  load.begin()
  if (signal.aborted) stop()
  const ms = (warmSeconds + seconds) * 1000 + GRACE_MS
  const late = setTimeout(() => service.end(`it was not done within ${ms} ms`), ms)
  try {
    const answer = await service.next()
    return answer === 'ready' ? undefined : answer.served
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', stop)
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
