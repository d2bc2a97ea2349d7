/** Every strategy under real threads: exact, with one winner, sound after deaths; and nobody waits for ever. */
import { SYNCHRONISED } from 'selvedge'
import { describe, expect, test } from 'vitest'
import { storm } from '../dist/testing/storm/storm.js'
import { scaled } from '../src/map/contract/random.suite.ts'
import { runCrew } from './threads/crew.ts'
import { openMap } from './threads/maps.ts'

const MAX_BYTES = 2 ** 24

describe.each(SYNCHRONISED)('%s', (strategy) => {
  test('increments from 8 threads sum exactly', async () => {
    const map = openMap(MAX_BYTES, { strategy })
    const rounds = scaled(5000)
    const crew = Array.from({ length: 8 }, () => ({ keys: 10, rounds, by: 1 }))
    expect(await runCrew(map.handle, 'increments', crew)).toEqual(Array(8).fill({ backwards: 0 }))
    expect([...map.values()]).toEqual(Array(10).fill((8 * rounds) / 10))
  })

  test.each(['getOrInsert', 'compareAndSet', 'update'])(
    '%s of the same keys by 4 threads has one winner for each',
    async (method) => {
      const keys = 3000
      const map = openMap(MAX_BYTES, { strategy })
      const crew = Array.from({ length: 4 }, (_, me) => ({ me, keys, method }))
      const results = await runCrew(map.handle, 'same-keys', crew)
      expect(map.size).toBe(keys)
      expect(results.reduce((sum: number, result) => sum + Object(result).wins, 0)).toBe(keys)
    },
  )

  test('a storm finds nothing', async () => {
    const report = await storm({ rounds: 12, strategy })
    expect(report.violations, `seed ${report.seed}`).toEqual([])
    expect(report).toMatchObject({ killed: 12, lost: 0, stuck: 0, violationCount: 0 })
  })

  test.each([1, 4, 7])(
    'of 8 threads on one key, %i of them writing, none starves',
    async (writers) => {
      const map = openMap(MAX_BYTES, { strategy })
      map.set(1, 0)
      const crew = Array.from({ length: 8 }, (_, thread) => ({
        ms: 1000,
        writes: thread < writers,
      }))
      for (const result of await runCrew(map.handle, 'contend', crew)) {
        const { done, longestMs } = Object(result)
        expect(done).toBeGreaterThan(100)
        expect(longestMs).toBeLessThan(500)
      }
    },
  )
})
