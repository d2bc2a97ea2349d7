/** Handlers of several threads that count in one map without a guard: the process ends under load. */
import type { StrategyName } from '../../index.ts'
import { Child } from '../processes/child.ts'
import { type Fatal, fatalOf, observedFatal, observedSafe } from '../processes/fatal.ts'
import type { Conditions, Figures, Reproduction } from '../reproduction.ts'
import type { CountForm } from './handler.worker.ts'
import { type Load, load } from './load.ts'

const MOST_REQUESTS = 100_000
const LEAST_REQUESTS = 5_000
const MOST_MS = 15_000

export async function handler(conditions: Conditions): Promise<Reproduction> {
  conditions.onProgress('unguarded')
  const unguarded = await serveUnderLoad('unsynchronised', 'set', MOST_REQUESTS, conditions)
  // As many requests as ended the other, or more.
  const requests = Math.max(unguarded.answered, LEAST_REQUESTS)
  conditions.onProgress(`lock-free, ${requests} requests`)
  const counted = await serveUnderLoad('lock-free', 'increment', requests, conditions)
  const safe = observedSafe(...described(counted))
  return {
    ...observedFatal(...described(unguarded)),
    safe: { ...safe, seen: safe.seen || counted.counted !== counted.answered },
  }
}

interface Served extends Load {
  readonly strategy: StrategyName
  readonly fatal: Fatal
  /** By the handlers; undefined if the servers did not come to their end. */
  readonly counted: number | undefined
}

async function serveUnderLoad(
  strategy: StrategyName,
  form: CountForm,
  requests: number,
  { signal }: Conditions,
): Promise<Served> {
  const module = new URL('./program.js', import.meta.url)
  const child = new Child<number[]>(module, [strategy, form], signal)
  const ports = (await child.message()) ?? []
  const end = performance.now() + MOST_MS
  const answers = await load(ports, requests, () => performance.now() < end)
  child.release()
  const ending = await child.ended
  const { counted }: { counted?: number } = ending.code === 0 ? JSON.parse(ending.stdout) : {}
  return { strategy, fatal: fatalOf(ending), counted, ...answers }
}

function described({
  strategy,
  fatal,
  counted,
  answered,
  failed,
}: Served): [fatal: Fatal, figures: Figures, lines: string[]] {
  const line =
    counted === undefined
      ? `exit code ${fatal.exitCode} after ${answered} requests`
      : `exit code ${fatal.exitCode}: ${answered} requests answered, ${counted} counted`
  return [fatal, { strategy, answered, failed, counted: counted ?? null }, [line]]
}
