import { describe, expect, it } from 'vitest'
import { isInterrupted, Runs } from './in-turns.ts'

const ENOUGH_MS = 60_000

describe('Runs', () => {
  it('lets all measure in each round, before the next one begins', async () => {
    const order: string[] = []
    const runs = new Runs<string, number>()
    await runs.inTurns(['a', 'b'], { rounds: 2, mostMs: ENOUGH_MS }, async (name, round) => {
      order.push(name)
      return round
    })
    expect(order).toEqual(['a', 'b', 'a', 'b'])
    expect(runs.of('a')).toEqual([0, 1])
    expect(runs.rounds(['a', 'b'])).toBe(2)
  })

  it('has one round where there is time for none', async () => {
    const runs = new Runs<string, number>()
    await runs.inTurns(['a', 'b'], { rounds: 5, mostMs: 0 }, async (_, round) => round)
    expect([runs.of('a'), runs.of('b')]).toEqual([[0], [0]])
  })

  it('keeps what was measured before a run failed', async () => {
    const runs = new Runs<string, number>()
    const failing = runs.inTurns(
      ['a', 'b'],
      { rounds: 2, mostMs: ENOUGH_MS },
      async (name, round) => {
        if (name === 'b') throw new RangeError('b fails')
        return round
      },
    )
    await expect(failing).rejects.toThrow('b fails')
    expect([runs.of('a'), runs.of('b')]).toEqual([[0], []])
  })
})

describe('isInterrupted', () => {
  const { signal } = new AbortController()
  const aborted = AbortSignal.abort()

  it('tells whether the signal ended the work', async () => {
    expect(await isInterrupted(signal, async () => {})).toBe(false)
    expect(await isInterrupted(aborted, async () => {})).toBe(false)
    expect(await isInterrupted(aborted, async () => aborted.throwIfAborted())).toBe(true)
  })

  it('rejects with any other error', async () => {
    const failing = isInterrupted(aborted, async () => {
      throw new RangeError('not the signal')
    })
    await expect(failing).rejects.toThrow('not the signal')
  })
})
