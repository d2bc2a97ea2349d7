import { describe, expect, it } from 'vitest'
import { runTurns, YIELDINGS, yieldingNamed } from './turns.ts'

describe('runTurns', () => {
  it.each(YIELDINGS)('%s: runs all turns in order', async (yielding) => {
    const turns: number[] = []
    await runTurns(yielding, 4, (n) => turns.push(n))
    expect(turns).toEqual([0, 1, 2, 3])
  })

  it('lets others in between only if it yields', async () => {
    const order = async (yielding: 'none' | 'microtask' | 'immediate'): Promise<string> => {
      const words: string[] = []
      const of = (name: string) => runTurns(yielding, 2, () => words.push(name))
      await Promise.all([of('a'), of('b')])
      return words.join('')
    }
    expect(await order('none')).toBe('aabb')
    expect(await order('microtask')).toBe('abab')
    expect(await order('immediate')).toBe('abab')
  })

  it('lets what waits for the event loop in only by a turn of it', async () => {
    const turnsBefore = async (yielding: 'microtask' | 'immediate'): Promise<number> => {
      let turns = 0
      let seen = 0
      setImmediate(() => {
        seen = turns
      })
      await runTurns(yielding, 10, () => turns++)
      return seen
    }
    expect(await turnsBefore('immediate')).toBeLessThan(10)
    expect(await turnsBefore('microtask')).toBe(0)
  })
})

it('yieldingNamed knows all of them and no other', () => {
  expect(YIELDINGS.map(yieldingNamed)).toEqual(YIELDINGS)
  expect(yieldingNamed('often')).toBeUndefined()
})
