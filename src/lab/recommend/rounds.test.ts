import { describe, expect, it } from 'vitest'
import { LEAST_ROUNDS, type RoundsPlan, type RunOutcome, rounds } from './rounds.ts'
import type { RunFigures } from './row.ts'
import type { Setup } from './setup.ts'

const SETUPS: readonly Setup[] = [
  { strategy: 'lock-free', shards: null, nearCache: 0 },
  { strategy: 'lock-free', shards: null, nearCache: 4096 },
  { strategy: 'sharded', shards: 8, nearCache: 0 },
]

function figures(opsPerMs: number): RunFigures {
  return {
    ...{ opsPerMs, p50Us: 1, p99Us: 2, p999Us: 3, maxUs: opsPerMs, gcMs: 0, heapBytes: null },
    ...{ usedBytes: 1, entries: 1, retries: 0, lockWaits: 0, nearHitRate: null },
  }
}

function planOf(
  measure: RoundsPlan['measure'],
  { signal = new AbortController().signal, limitMs = 60_000, budgetMs = 0 } = {},
): RoundsPlan {
  const groups = [SETUPS.slice(0, 2), SETUPS.slice(2)]
  return { groups, measure, signal, budgetMs, limitMs, onProgress: () => {} }
}

describe('rounds', () => {
  it('has a run of each setup in each round, and begins with another one each time', async () => {
    const order: string[][] = []
    const measure = async (setups: readonly Setup[]): Promise<RunOutcome[]> => {
      order.push(setups.map(({ strategy, nearCache }) => `${strategy} ${nearCache}`))
      return setups.map(({ nearCache }) => figures(100 + nearCache + order.length))
    }
    const { rows, failed, interrupted, isComplete } = await rounds(planOf(measure))
    expect(order.slice(0, 4)).toEqual([
      ['lock-free 0', 'lock-free 4096'],
      ['sharded 0'],
      ['sharded 0'],
      ['lock-free 4096', 'lock-free 0'],
    ])
    expect(order).toHaveLength(2 * LEAST_ROUNDS)
    expect(rows.map(({ runs }) => runs)).toEqual([LEAST_ROUNDS, LEAST_ROUNDS, LEAST_ROUNDS])
    expect(rows[0]).toMatchObject({ subject: 'lock-free', nearCache: 4096, opsPerMs: 4200 })
    expect({ failed, interrupted, isComplete }).toEqual({
      ...{ failed: [], interrupted: false, isComplete: true },
    })
  })

  it('goes on as long as there is time, and has one round if there is none', async () => {
    let calls = 0
    const measure = async (setups: readonly Setup[]): Promise<RunOutcome[]> => {
      calls++
      return setups.map(() => figures(1))
    }
    await rounds(planOf(measure, { budgetMs: 60_000 }))
    expect(calls).toBeGreaterThan(2 * LEAST_ROUNDS)
    calls = 0
    await rounds(planOf(measure, { limitMs: 0 }))
    expect(calls).toBe(2)
  })

  it('leaves out what fails, and goes on with the others', async () => {
    const measure = async (setups: readonly Setup[]): Promise<RunOutcome[]> =>
      setups.map(({ strategy }) => (strategy === 'sharded' ? { failed: 'broken' } : figures(5)))
    const { rows, failed, isComplete } = await rounds(planOf(measure))
    expect(rows).toHaveLength(2)
    expect(failed).toMatchObject([{ subject: 'sharded', shards: 8, failed: 'broken' }])
    expect(isComplete).toBe(true)
  })

  it('keeps what it has when it is interrupted, and says whether something is missing', async () => {
    for (const last of [1, 2]) {
      const controller = new AbortController()
      let calls = 0
      const measure = async (setups: readonly Setup[]): Promise<RunOutcome[]> => {
        if (++calls === last) controller.abort()
        return setups.map(() => figures(5))
      }
      const result = await rounds(planOf(measure, { signal: controller.signal }))
      expect(result).toMatchObject({ interrupted: true, isComplete: last === 2 })
      expect(result.rows).toHaveLength(last === 1 ? 2 : 3)
    }
  })
})
