/** What it costs to yield after each turn where nobody waits for it. */
import { SharedMap } from '../../index.ts'
import { median } from '../median.ts'
import type { Conditions } from '../reproduction.ts'
import { type Crew, withCrew } from '../threads/crew.ts'
import type { TurnTask } from './yields.worker.ts'

const TURNS = 10_000
const ROUNDS = 5

export interface YieldTimes {
  /** Turns in a millisecond, the medians of rounds that alternate. */
  readonly without: number
  readonly yielding: number
  /** Change of throughput by yielding: negative if it is lower. */
  readonly change: number
  /** What one yield takes. */
  readonly yieldNs: number
}

export async function yieldTimes({ signal, onProgress }: Conditions): Promise<YieldTimes> {
  onProgress('turns with and without a yield')
  using orders = new SharedMap<number, number>({ maxBytes: 2 ** 22 })
  const module = new URL('./yields.worker.js', import.meta.url)
  return await withCrew({ module, size: 1, signal }, async (crew: Crew<TurnTask, number>) => {
    const run = async (yields: boolean): Promise<number> => {
      const [ms = Number.NaN] = await crew.ask([{ orders: orders.handle, yields, turns: TURNS }])
      return ms
    }
    await run(false)
    await run(true)
    const straight: number[] = []
    const yielding: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      straight.push(await run(false))
      yielding.push(await run(true))
    }
    const [a, b] = [median(straight), median(yielding)]
    return {
      without: TURNS / a,
      yielding: TURNS / b,
      change: a / b - 1,
      yieldNs: ((b - a) / TURNS) * 1e6,
    }
  })
}
