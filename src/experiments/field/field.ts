/** A map as a field, touched by the methods of several threads: the process ends. */
import type { StrategyName } from '../../index.ts'
import { Child } from '../processes/child.ts'
import { type Fatal, fatalOf, observedFatal, observedSafe } from '../processes/fatal.ts'
import type { Conditions, Figures, Observation, Reproduction } from '../reproduction.ts'
import type { SessionCounts } from './program.ts'

const MOST_MS = 5_000
const SAFE_MS = 1_000

export async function field({ signal, onProgress }: Conditions): Promise<Reproduction> {
  onProgress('unguarded')
  const unguarded = await touch('unsynchronised', MOST_MS, signal)
  onProgress('lock-free')
  const guarded = await touch('lock-free', SAFE_MS, signal)
  return { ...observedFatal(...described(unguarded)), safe: observedTouch(guarded) }
}

interface Touched {
  readonly strategy: StrategyName
  readonly fatal: Fatal
  /** What the program did, if it came to its end. */
  readonly counts: SessionCounts | undefined
}

async function touch(strategy: StrategyName, ms: number, signal: AbortSignal): Promise<Touched> {
  const child = new Child(new URL('./program.js', import.meta.url), [strategy, `${ms}`], signal)
  const ending = await child.ended
  const counts: SessionCounts | undefined =
    ending.code === 0 ? JSON.parse(ending.stdout) : undefined
  return { strategy, fatal: fatalOf(ending), counts }
}

/** The safe form: every session is there that must be. */
function observedTouch(touched: Touched): Observation {
  const { counts } = touched
  const observation = observedSafe(...described(touched))
  return { ...observation, seen: observation.seen || counts?.size !== counts?.expected }
}

function described({
  strategy,
  fatal,
  counts,
}: Touched): [fatal: Fatal, figures: Figures, lines: string[]] {
  const line =
    counts === undefined
      ? `exit code ${fatal.exitCode} after ${fatal.ms} ms`
      : `exit code 0: ${counts.put} sessions put, ${counts.removed} removed, ${counts.sweeps} sweeps, ${counts.size} left of ${counts.expected} that must be`
  return [fatal, { strategy, ...counts }, [line]]
}
