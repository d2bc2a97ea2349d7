/**
 * A million stores on the same thousand keys, and never an iteration. The claim is that `sync.Map` leaks under it; it does
 * not. What is true of it: deleted keys are kept until the map is copied and promoted.
 */
import { SharedMap, type StrategyName } from '../../index.ts'
import type { Conditions, Observation, Reproduction } from '../reproduction.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import { growthOf, isFlat, TOLERANCE } from './flat.ts'
import type { LeakTask, Weight } from './leak.worker.ts'

const WEIGHED = ['heap', 'used', 'committed'] as const

export async function leak(conditions: Conditions): Promise<Reproduction> {
  const syncMap = await storeAgain('sync-map', conditions)
  const lockFree = await storeAgain('lock-free', conditions)
  const kept = await comeAndGo(conditions)
  return {
    seen: !syncMap.seen,
    figures: { ...syncMap.figures, tolerance: TOLERANCE, deletedKeys: kept.figures },
    lines: [...syncMap.lines, ...kept.lines],
    safe: lockFree,
  }
}

/** `seen` is growth. */
async function storeAgain(strategy: StrategyName, conditions: Conditions): Promise<Observation> {
  const weights = await weigh(strategy, 'store', conditions)
  const series = WEIGHED.map((what) => weights.map((weight) => weight[what]))
  const growth = Object.fromEntries(WEIGHED.map((what, at) => [what, growthOf(series[at] ?? [])]))
  return {
    seen: series.some((values) => !isFlat(values)),
    figures: { strategy, growth, weights },
    lines: [
      `${strategy}, 1,000,000 stores on 1,000 keys: ${WEIGHED.map((what, at) => `${what} ${change(series[at] ?? [])}`).join(', ')}`,
    ],
  }
}

async function comeAndGo(conditions: Conditions): Promise<Observation> {
  const weights = await weigh('sync-map', 'come and go', conditions)
  const [empty = 0, full = 0, deleted = 0, promoted = 0] = weights.map(({ used }) => used)
  const kept = (deleted - empty) / (full - empty)
  const left = (promoted - empty) / (full - empty)
  return {
    seen: kept > left,
    figures: { empty, full, deleted, promoted, kept, left },
    lines: [
      `what is true of it: 20,000 fresh keys take ${kib(full - empty)}; deleted they still hold ${percent(kept)} of it, after the next promotion ${percent(left)}`,
    ],
  }
}

async function weigh(
  strategy: StrategyName,
  role: LeakTask['role'],
  { signal, onProgress }: Conditions,
): Promise<Weight[]> {
  onProgress(`${strategy}, ${role}`)
  using map = new SharedMap<string, number>({ strategy, maxBytes: 2 ** 24 })
  const module = new URL('./leak.worker.js', import.meta.url)
  const task = { map: map.handle, role }
  return await withCrew({ module, size: 1, signal }, async (crew: Crew<LeakTask, Weight[]>) => {
    const [weights = []] = await crew.ask([task])
    return weights
  })
}

function change(series: readonly number[]): string {
  return `${kib(series[0] ?? 0)} -> ${kib(series.at(-1) ?? 0)} (${percent(growthOf(series))})`
}

function kib(bytes: number): string {
  return `${Math.round(bytes / 1024)} KiB`
}

function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`
}
